import { afterAll, beforeAll, expect, test } from "vitest";
import { openRig, sessionParams } from "./testing/client.ts";
import type { Ledger, Rig } from "./testing/client.ts";

let rig: Rig;
beforeAll(async () => void (rig = await openRig()));
afterAll(() => rig.emulator.close());

const good = {
  method: "card",
  email: "ada@example.com",
  number: "4242 4242 4242 4242",
  expiry: "12 / 40",
  cvc: "123",
  name: "Ada Lovelace",
};

async function open(key: string, extra: Parameters<typeof sessionParams>[0] = {}) {
  const session = await rig
    .client(key)
    .checkout.sessions.create(sessionParams({ branding_settings: { display_name: "Tea & Co" }, ...extra }));
  const url = session.url ?? "";
  return {
    session,
    get: async (headers: Record<string, string> = {}) => {
      const response = await fetch(url, { headers });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    submit: async (values: Record<string, string>) => {
      const response = await fetch(`${url}/submit`, {
        method: "POST",
        body: new URLSearchParams(values),
        redirect: "manual",
      });
      return { status: response.status, location: response.headers.get("location"), text: await response.text() };
    },
  };
}

test("shows shop, lines and total in the session's language, under a strict policy", async () => {
  const { get } = await open("sk_test_page", { locale: "de", customer_email: "ada@example.com" });
  const { status, headers, text } = await get();
  expect(status).toBe(200);
  expect(text).toContain('<html lang="de" dir="ltr">');
  expect(text).toContain("An Tea &#38; Co zahlen");
  expect(text).toContain("29,90\u00a0€");
  expect(text).toContain("Kettle");
  expect(text).toContain("<bdi>ada@example.com</bdi>");
  expect(text).not.toContain("<script");
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' https://shop.example; base-uri 'none'; frame-ancestors 'none'",
  );
});

test.each([
  ["ja", "ja", "ltr", "合計"],
  ["fr", "fr", "ltr", "Votre commande"],
  ["es", "es", "ltr", "Su pedido"],
  ["it", "en", "ltr", "Your order"],
] as const)("locale %s is shown in %s", async (locale, lang, dir, word) => {
  const { text } = await (await open("sk_test_words", { locale })).get();
  expect(text).toContain(`<html lang="${lang}" dir="${dir}">`);
  expect(text).toContain(word);
});

test("auto follows the browser, and Arabic runs from right to left", async () => {
  const { get } = await open("sk_test_auto", { locale: "auto" });
  expect((await get({ "accept-language": "it;q=0.9, ar, en;q=0.5" })).text).toContain('<html lang="ar" dir="rtl">');
  expect((await get({ "accept-language": "de-AT,de;q=0.8" })).text).toContain('<html lang="de-AT"');
  expect((await get({ "accept-language": "%%%,xx" })).text).toContain('<html lang="en"');
});

test("a good card leads to the shop, once", async () => {
  const { session, get, submit } = await open("sk_test_good");
  expect(await submit(good)).toMatchObject({
    status: 303,
    location: `https://shop.example/thanks?session=${session.id}`,
  });
  const again = await submit(good);
  expect(again.status).toBe(200);
  expect(again.text).toContain("This payment is complete");
  expect((await get()).text).toContain("This payment is complete");
  expect((await rig.dev<Ledger>("ledger?account=sk_test_good")).json.totals["eur"]).toMatchObject({
    charges: 1,
    charged: 2_990,
  });
});

test.each([
  ["4000000000000002", "Ihre Karte wurde abgelehnt."],
  ["4000000000009995", "Ihre Karte ist nicht gedeckt."],
  ["4000000000000069", "Ihre Karte ist abgelaufen."],
  ["4000000000000119", "Bei der Verarbeitung Ihrer Karte"],
  ["4111111111111111", "Ihre Karte wurde abgelehnt."],
])("%s is declined in the shopper's language, and another try succeeds", async (number, message) => {
  const { session, submit } = await open(`sk_test_declined_${number}`, { locale: "de" });
  const declined = await submit({ ...good, number });
  expect(declined.status).toBe(200);
  expect(declined.text).toContain(message);
  expect(declined.text).toContain('value="ada@example.com"');
  expect(declined.text).toMatch(/name="number"\s+type="text"\s+value=""/);
  expect(await submit(good)).toMatchObject({ status: 303 });
  const stripe = rig.client(`sk_test_declined_${number}`);
  const types = (
    await stripe.events.list({
      types: ["charge.failed", "payment_intent.payment_failed", "checkout.session.completed"],
    })
  ).data.map(({ type }) => type);
  expect(types).toEqual(["checkout.session.completed", "payment_intent.payment_failed", "charge.failed"]);
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});

test.each([
  [{ number: "4242 4242 4242 4241" }, "number", "This card number is not valid."],
  [{ number: "" }, "number", "This card number is not valid."],
  [{ expiry: "13 / 40" }, "expiry", "Enter the month and year"],
  [{ expiry: "01 / 20" }, "expiry", "This card has expired."],
  [{ cvc: "12" }, "cvc", "Enter the 3 or 4 digits"],
  [{ name: " " }, "name", "Enter the name."],
  [{ email: "nobody" }, "email", "Enter an e-mail address"],
  [{ method: "sepa_debit", iban: "DE89370400440532013001", holder: "Ada" }, "iban", "This IBAN is not valid."],
])("a wrong field is named and nothing is attempted: %j", async (wrong, field, message) => {
  const { session, submit } = await open("sk_test_fields");
  const { status, text } = await submit({ ...good, ...wrong });
  expect(status).toBe(200);
  expect(text).toContain(`id="${field}-error">${message}`);
  expect(text).toContain(`aria-describedby="${field}-error"`);
  expect(text).not.toContain('value="123"');
  expect((await rig.client("sk_test_fields").checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
});

test("digits of an Arabic keyboard are digits", async () => {
  const { submit } = await open("sk_test_digits");
  expect(await submit({ ...good, expiry: "١٢ / ٤٠", cvc: "١٢٣" })).toMatchObject({ status: 303 });
});

test("3-D Secure: refused, then confirmed", async () => {
  const { session, submit } = await open("sk_test_secure");
  const challenge = async () => {
    const { location } = await submit({ ...good, number: "4000002500003155" });
    const page = await (await fetch(location ?? "")).text();
    expect(page).toContain("Confirm this payment");
    const url = new URL(location ?? "");
    return (outcome: string, secret = url.searchParams.get("secret") ?? "") =>
      fetch(url.origin + url.pathname, {
        method: "POST",
        body: new URLSearchParams({ secret, outcome }),
        redirect: "manual",
      });
  };
  const first = await challenge();
  expect((await first("pass", "wrong")).status).toBe(404);
  const back = (await first("fail")).headers.get("location") ?? "";
  expect(back).toBe(`/c/pay/${session.id}?retry=1`);
  expect(await (await fetch(rig.emulator.url + back)).text()).toContain("We could not confirm that this is your card.");
  const second = await challenge();
  expect((await second("pass")).headers.get("location")).toBe(`https://shop.example/thanks?session=${session.id}`);
  expect((await rig.client("sk_test_secure").checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
});

test("SEPA direct debit is offered for euros and pays later", async () => {
  const { session, submit, get } = await open("sk_test_sepa");
  expect((await get()).text).toContain('value="sepa_debit"');
  expect(
    await submit({
      method: "sepa_debit",
      email: "ada@example.com",
      iban: "DE89 3704 0044 0532 0130 00",
      holder: "Ada",
    }),
  ).toMatchObject({ status: 303 });
  expect(await rig.client("sk_test_sepa").checkout.sessions.retrieve(session.id)).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
  });
  const card = await open("sk_test_sepa", { allowed_payment_method_types: ["card"] });
  expect((await card.get()).text).not.toContain("sepa_debit");
});

test("expired and unknown sessions say so; names are escaped; a test card fills the form", async () => {
  const { session, get, submit } = await open("sk_test_closed", {
    branding_settings: { display_name: '<img src="x">' },
  });
  const filled = await (await fetch(`${session.url}?card=4000000000000002`)).text();
  expect(filled).toContain('value="4000 0000 0000 0002"');
  expect(filled).toContain("&#60;img");
  expect(filled).not.toContain("<img");
  expect(await (await fetch(`${session.url}?card=%22%3E%3Cscript%3E`)).text()).not.toContain("<script");
  await rig.client("sk_test_closed").checkout.sessions.expire(session.id);
  expect((await get()).text).toContain("This payment page has expired");
  expect((await submit(good)).text).toContain("This payment page has expired");
  expect((await fetch(`${rig.emulator.url}/c/pay/cs_test_unknown`)).status).toBe(404);
  expect((await fetch(`${rig.emulator.url}/`)).status).toBe(200);
});
