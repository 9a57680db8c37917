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
  readonly withdrawal: string;
  readonly account: string;
  readonly otherShop: string;
  readonly confirmation: string;
}

const en: PageWords = {
  skip: "Skip to content",
  hero: "Welcome to {name}",
  lead: "Everything that is here, on one page. Look around.",
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
  withdrawal: "Right of withdrawal",
  account: "Your account",
  otherShop: "Visit {name}",
  confirmation: "Your order",
};

const de: PageWords = {
  skip: "Zum Inhalt springen",
  hero: "Willkommen bei {name}",
  lead: "Alles, was es hier gibt, auf einer Seite. Sehen Sie sich um.",
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
  withdrawal: "Widerruf",
  account: "Ihr Konto",
  otherShop: "{name} besuchen",
  confirmation: "Ihre Bestellung",
};

const fr: PageWords = {
  skip: "Aller au contenu",
  hero: "Bienvenue chez {name}",
  lead: "Tout ce que nous proposons, sur une seule page. Faites le tour.",
  categories: "Catégories",
  all: "Tout",
  back: "Tous les produits",
  onward: "Continuer mes achats",
  about: "Ceci est une démonstration : rien n’est vendu ici, et les cartes sont des cartes de test.",
  consent: "Paramètres de confidentialité",
  found: "Résultats pour « {q} »",
  cancelled: "Le paiement a été annulé. Rien n’a été débité et votre panier est toujours là.",
  noShop:
    "Aucune boutique à montrer pour l’instant. Ouvrez cette page depuis la console d’une boutique ou démarrez avec les données de démonstration.",
  imprint: "Mentions légales",
  privacy: "Confidentialité",
  terms: "Conditions générales",
  withdrawal: "Droit de rétractation",
  account: "Votre compte",
  otherShop: "Visiter {name}",
  confirmation: "Votre commande",
};

const es: PageWords = {
  skip: "Ir al contenido",
  hero: "Le damos la bienvenida a {name}",
  lead: "Todo lo que tenemos, en una página. Eche un vistazo.",
  categories: "Categorías",
  all: "Todo",
  back: "Todos los productos",
  onward: "Seguir comprando",
  about: "Esto es una demostración: aquí no se vende nada y las tarjetas son de prueba.",
  consent: "Ajustes de privacidad",
  found: "Resultados de «{q}»",
  cancelled: "El pago se ha cancelado. No se ha cobrado nada y su carrito sigue aquí.",
  noShop:
    "Todavía no hay ninguna tienda que mostrar. Abra esta página desde la consola de una tienda o empiece con los datos de demostración.",
  imprint: "Aviso legal",
  privacy: "Privacidad",
  terms: "Condiciones",
  withdrawal: "Derecho de desistimiento",
  account: "Su cuenta",
  otherShop: "Visitar {name}",
  confirmation: "Su pedido",
};

const ja: PageWords = {
  skip: "本文へ移動",
  hero: "{name}へようこそ",
  lead: "取り扱い商品をひとつのページでご覧いただけます。",
  categories: "カテゴリー",
  all: "すべて",
  back: "すべての商品",
  onward: "買い物を続ける",
  about: "これはデモです。実際の販売は行っておらず、カードはテストカードです。",
  consent: "プライバシー設定",
  found: "「{q}」の検索結果",
  cancelled: "お支払いがキャンセルされました。請求は行われておらず、カートはそのまま残っています。",
  noShop: "表示できるショップがまだありません。ショップの管理画面からこのページを開くか、デモデータで始めてください。",
  imprint: "事業者情報",
  privacy: "プライバシー",
  terms: "利用規約",
  withdrawal: "返品・取消について",
  account: "アカウント",
  otherShop: "{name}を見る",
  confirmation: "ご注文",
};

const ar: PageWords = {
  skip: "الانتقال إلى المحتوى",
  hero: "مرحبًا بك في {name}",
  lead: "كل ما لدينا في صفحة واحدة. تفضّل بالتجوّل.",
  categories: "الفئات",
  all: "الكل",
  back: "كل المنتجات",
  onward: "متابعة التسوق",
  about: "هذا عرض تجريبي: لا يُباع شيء هنا، والبطاقات بطاقات اختبار.",
  consent: "إعدادات الخصوصية",
  found: "نتائج البحث عن «{q}»",
  cancelled: "أُلغيت عملية الدفع. لم يُحصَّل شيء، وسلتك ما زالت هنا.",
  noShop: "لا يوجد متجر لعرضه بعد. افتح هذه الصفحة من لوحة تحكم متجر أو ابدأ بالبيانات التجريبية.",
  imprint: "بيانات الناشر",
  privacy: "الخصوصية",
  terms: "الشروط",
  withdrawal: "حق العدول",
  account: "حسابك",
  otherShop: "زيارة {name}",
  confirmation: "طلبك",
};

const languages: Readonly<Record<string, PageWords>> = { ar, de, en, es, fr, ja };

/** The words in the locale's language, else in English. */
export function wordsFor(locale: string): PageWords {
  return languages[locale.split("-")[0] ?? ""] ?? en;
}
