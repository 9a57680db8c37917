import type { CheckoutView } from "@meridian/core/checkout/schemas";
import type { OrderStatus } from "@meridian/core/orders/schemas";
import { describe, expect, test } from "vitest";
import { languages } from "@meridian/core/kernel/languages";
import { checkoutPageHtml } from "./checkout-page-html.ts";
import { failedPageHtml, orderPageHtml } from "./order-page-html.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" as const });
const shop = { name: "Lampen & Co", timeZone: "Europe/Berlin" };
/** What a reader sees, without the marks around it. */
const text = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");

const order: OrderStatus = {
  number: "1001",
  placedAt: "2026-11-02T10:00:00.000Z",
  locale: "ar",
  email: "erika@example.com",
  paymentState: "paid",
  fulfilmentState: "unfulfilled",
  shippingAddress: {
    name: "Erika Beispiel",
    company: null,
    line1: "Weg 1",
    line2: null,
    postalCode: "10115",
    city: "Berlin",
    region: null,
    country: "DE",
    phone: null,
  },
  shippingMethod: "Paket",
  lines: [
    {
      title: "Lampe <1>",
      options: "",
      quantity: 1,
      unitPrice: eur(2000),
      discount: eur(0),
      lineTotal: eur(2000),
      refunded: eur(0),
      fulfilledQuantity: 0,
      cancelledQuantity: 0,
    },
  ],
  taxLines: [],
  totals: { items: eur(2000), discount: eur(0), shipping: eur(0), tax: eur(0), total: eur(2000), taxIncluded: true },
  discounts: [],
  credits: [
    { kind: "gift_card", last4: "7QXZ", applied: eur(1500) },
    { kind: "store_credit", last4: null, applied: eur(500) },
  ],
  paymentRounding: null,
  due: eur(0),
  refunded: eur(0),
  cancelledAt: null,
  fulfilments: [],
};

describe("the page of an order", () => {
  test("says what gift cards and store credit paid", () => {
    const german = text(orderPageHtml({ ...order, locale: "de" }, shop));
    expect(german).toMatch(/Gesamtbetrag 20,00\s€ Bezahlt mit Geschenkkarte, endet auf 7QXZ -15,00\s€/);
    expect(german).toMatch(/Bezahlt mit Guthaben -5,00\s€/);
    expect(text(orderPageHtml({ ...order, credits: [] }, shop))).not.toContain("7QXZ");
  });

  test("says what was rounded so that it could be charged, and what was paid", () => {
    const rounded = { ...order, locale: "de", credits: [], paymentRounding: eur(-3), due: eur(1997) };
    expect(text(orderPageHtml(rounded, shop))).toMatch(
      /Gesamtbetrag 20,00\s€ Rundung des Zahlbetrags -0,03\s€ Gezahlter Betrag 19,97\s€/,
    );
  });

  test("keeps an address at the reader's side, line by line, and foreign text harmless", () => {
    const page = orderPageHtml(order, shop);
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain("<address><bdi>Erika Beispiel</bdi><br><bdi>Weg 1</bdi><br><bdi>10115 Berlin</bdi><br>");
    expect(page).not.toContain("Lampe <1>");
  });
});

type Told = NonNullable<CheckoutView["instructions"]>;
const told: Told = {
  kind: "bank_transfer",
  remaining: eur(1250),
  reference: "ABC123",
  accounts: [
    [
      { field: "account_holder", value: "Lampen & Co" },
      { field: "iban", value: "DE02120300000000202051" },
    ],
  ],
  url: "https://pay.example/i",
  until: "2026-11-09T23:30:00.000Z",
};
const checkout: CheckoutView = {
  checkoutId: "chk_a",
  cartId: "crt_a",
  state: "processing",
  total: eur(2000),
  due: eur(2000),
  reason: null,
  redirectUrl: null,
  locale: "de",
  order: null,
  instructions: told,
};

describe("the page of a checkout that is no order yet", () => {
  test("says what is missing, by when in the shop's day, and where to send it", () => {
    const german = text(checkoutPageHtml(checkout, shop));
    expect(german).toMatch(/Bitte überweisen Sie 12,50\s€/);
    expect(german).toContain("Zahlung erwartet");
    expect(german).toContain("10. November 2026");
    expect(german).toContain("ABC123");
    expect(german).toContain("IBAN-Nummer DE02120300000000202051");
  });

  test("leads to the voucher of one that is paid at a till", () => {
    const { remaining, until, url } = told;
    const instructions: Told = { kind: "voucher", remaining, until, url, accounts: [], reference: null };
    const page = checkoutPageHtml({ ...checkout, locale: "ja", instructions }, shop);
    expect(page).toContain('href="https://pay.example/i"');
  });

  test("lets the buyer pay another way without a script, and tells who has sent a part that it comes back", () => {
    const form = '<form method="post" action="chk_a/pay-otherwise">';
    const partly = checkoutPageHtml(checkout, shop);
    expect(partly).toContain(form);
    expect(text(partly)).toMatch(/Was schon eingegangen ist, wird Ihnen zurückgesendet\. Anders bezahlen/);
    const nothing = checkoutPageHtml({ ...checkout, due: told.remaining }, shop);
    expect(nothing).toContain(form);
    expect(text(nothing)).not.toContain("zurückgesendet");
    const ended = { instructions: null, state: "cancelled", redirectUrl: "https://shop.example/cart" } as const;
    const letGo = checkoutPageHtml({ ...checkout, ...ended, reason: "paid_otherwise" }, shop);
    expect(text(letGo)).toContain("Was schon eingegangen ist oder noch eingeht, wird Ihnen zurückgesendet.");
    expect(letGo).toContain('<a href="https://shop.example/cart" rel="noopener noreferrer">Zurück zum Warenkorb</a>');
    expect(letGo).not.toContain("<form");
    expect(text(checkoutPageHtml({ ...checkout, ...ended, reason: "transfer_stopped" }, shop))).toContain(
      "Die Zahlung wurde abgebrochen.",
    );
  });

  test("tells of the others how they stand, and of money that came too late what becomes of it", () => {
    const other = (more: Partial<CheckoutView>) =>
      text(checkoutPageHtml({ ...checkout, instructions: null, ...more }, shop));
    expect(other({ state: "payment_pending", redirectUrl: "https://pay.example/p" })).toContain("Weiter zur Zahlung");
    expect(other({ state: "failed", reason: "transfer_missing" })).toContain("Falls Sie das Geld schon gesendet haben");
    expect(other({ state: "failed", reason: "amount_too_small" })).not.toContain("schon gesendet");
    for (const state of ["expired", "cancelled", "refunding", "refunded"] as const)
      expect(other({ state })).not.toContain("checkout.");
  });
});

test("a page that failed says so in the reader's words, with a number only for a mistake of ours", () => {
  const about = { requestId: "req_1", back: "../chk_a" };
  for (const language of languages) {
    const ours = failedPageHtml(language, "ours", about);
    expect(ours).toContain(`<html lang="${language}"`);
    expect(text(ours)).toContain("req_1");
    for (const failure of ["away", "often", "ours"] as const) {
      const page = failedPageHtml(language, failure, about);
      expect(page).toContain('<a href="../chk_a">');
      expect(page).not.toContain("failed.");
      if (failure !== "ours") expect(page).not.toContain("req_1");
    }
  }
});
