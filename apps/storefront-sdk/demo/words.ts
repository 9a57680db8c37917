/** What the page itself says; everything about products, cart and order comes from the SDK. */
export interface PageWords {
  readonly skip: string;
  readonly hero: string;
  readonly lead: string;
  readonly categories: string;
  readonly all: string;
  readonly back: string;
  readonly onward: string;
  readonly about: string;
  readonly consent: string;
  readonly found: string;
  readonly cancelled: string;
  readonly noShop: string;
  readonly imprint: string;
  readonly privacy: string;
  readonly terms: string;
  readonly otherShop: string;
  readonly confirmation: string;
}

const en: PageWords = {
  skip: "Skip to content",
  hero: "Good things for long evenings",
  lead: "Lamps, mugs, wool and tools that are made to stay. Picked with care, sent with a smile.",
  categories: "Categories",
  all: "Everything",
  back: "All products",
  onward: "Go on shopping",
  about: "This is a demo: nothing is sold here, and cards are test cards.",
  consent: "Privacy settings",
  found: "Found for “{q}”",
  cancelled: "The payment was cancelled. Nothing was charged, and your cart is still here.",
  noShop: "No shop to show yet. Open this page from the console of a shop, or start with the demo data.",
  imprint: "Imprint",
  privacy: "Privacy",
  terms: "Terms",
  otherShop: "Visit {name}",
  confirmation: "Your order",
};

const de: PageWords = {
  skip: "Zum Inhalt springen",
  hero: "Gute Dinge für lange Abende",
  lead: "Leuchten, Becher, Wolle und Werkzeug, gemacht um zu bleiben. Mit Sorgfalt ausgesucht, gern verschickt.",
  categories: "Kategorien",
  all: "Alles",
  back: "Alle Produkte",
  onward: "Weiter einkaufen",
  about: "Dies ist eine Vorführung: Hier wird nichts verkauft, und Karten sind Testkarten.",
  consent: "Datenschutz-Einstellungen",
  found: "Gefunden zu „{q}“",
  cancelled: "Die Zahlung wurde abgebrochen. Es wurde nichts abgebucht; Ihr Warenkorb ist noch da.",
  noShop:
    "Noch kein Shop zu zeigen. Öffnen Sie diese Seite aus der Konsole eines Shops, oder starten Sie mit den Demodaten.",
  imprint: "Impressum",
  privacy: "Datenschutz",
  terms: "AGB",
  otherShop: "{name} besuchen",
  confirmation: "Ihre Bestellung",
};

export function wordsFor(locale: string): PageWords {
  return locale.startsWith("de") ? de : en;
}
