import { locale } from "@meridian/core/kernel/locale";
import type { CreateMarket } from "@meridian/core/markets/schemas";
import type { SignUp } from "@meridian/core/staff/schemas";

/** A demo shop, as a merchant would set it up. */
export interface DemoShop {
  readonly signUp: SignUp;
  readonly pricesIncludeTax: boolean;
  /** The catalogue's file, in our own import format. */
  readonly catalogue: string;
  readonly market: Omit<
    CreateMarket,
    "priceRounding" | "fxMarginPpm" | "consentPolicy" | "legal" | "regions" | "channels" | "paymentMethods"
  >;
  readonly shipping: readonly {
    readonly names: Readonly<Record<string, string>>;
    readonly price: number;
    readonly freeAbove: number | null;
    readonly minDays: number;
    readonly maxDays: number;
  }[];
  /** The catalogue's own words in English, where it is written in another language. */
  readonly english: Readonly<Record<string, string>>;
}

const nordlicht: DemoShop = {
  signUp: {
    shopName: "Nordlicht",
    region: "eu",
    defaultLocale: locale("de"),
    defaultCurrency: "EUR",
    name: "Nora Licht",
    email: "demo-eu@meridian.example",
    password: "lantern-by-the-fjord",
  },
  pricesIncludeTax: true,
  catalogue: "nordlicht.csv",
  market: {
    name: "Deutschland",
    handle: "de",
    countries: ["DE"],
    currency: "EUR",
    locales: [locale("de"), locale("en"), locale("fr"), locale("es"), locale("ja"), locale("ar")],
    defaultLocale: locale("de"),
    taxDisplay: "inclusive",
    status: "active",
  },
  shipping: [
    { names: { de: "Paket", en: "Parcel" }, price: 490, freeAbove: 8000, minDays: 2, maxDays: 4 },
    { names: { de: "Express", en: "Express" }, price: 1290, freeAbove: null, minDays: 1, maxDays: 1 },
  ],
  english: {
    Licht: "Light",
    Küche: "Kitchen",
    "Wolle & Textil": "Wool & textiles",
    Schreibtisch: "Desk",
    Draußen: "Outdoors",
    Farbe: "Colour",
    Moos: "Moss",
    Nacht: "Night",
    Ton: "Clay",
    Rot: "Red",
    Blau: "Blue",
    Schwarz: "Black",
    Weiß: "White",
    Größe: "Size",
    Klein: "Small",
    Groß: "Large",
    Lineatur: "Ruling",
    Liniert: "Lined",
    Gepunktet: "Dotted",
    "0,5 l": "0.5 l",
  },
};

const harborAndPine: DemoShop = {
  signUp: {
    shopName: "Harbor & Pine",
    region: "us",
    defaultLocale: locale("en"),
    defaultCurrency: "USD",
    name: "Penny Harbor",
    email: "demo-us@meridian.example",
    password: "lantern-by-the-pines",
  },
  pricesIncludeTax: false,
  catalogue: "harbor-and-pine.csv",
  market: {
    name: "United States",
    handle: "us",
    countries: ["US"],
    currency: "USD",
    locales: [locale("en")],
    defaultLocale: locale("en"),
    taxDisplay: "exclusive",
    status: "active",
  },
  shipping: [{ names: { en: "Ground" }, price: 690, freeAbove: 9000, minDays: 3, maxDays: 6 }],
  english: {},
};

export const demoShops: readonly DemoShop[] = [nordlicht, harborAndPine];
