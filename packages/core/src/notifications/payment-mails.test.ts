import { expect, test } from "vitest";
import { languages } from "../kernel/languages.ts";
import { type AwaitedPayment, moneyReturned, paymentAwaited, paymentFailed } from "./payment-mails.ts";

const shop = { name: "Lamps", timeZone: "Europe/Berlin" };
const eur = (amount: number) => ({ amount, currency: "EUR" as const });
const awaited: AwaitedPayment = {
  name: "Erika",
  locale: "en",
  due: eur(2000),
  instructions: {
    kind: "bank_transfer",
    remaining: eur(2000),
    reference: "ABC123",
    accounts: [[{ field: "iban", value: "DE02120300000000202051" }], [{ field: "sort_code", value: "000000" }]],
    url: null,
    until: "2026-11-09T23:30:00.000Z",
  },
};

test("a mail says what to transfer, by when, where and under which reference", () => {
  const { subject, text } = paymentAwaited(awaited, shop, "https://shop.test/orders/chk_1");
  expect(subject).toBe("How to pay for your order at Lamps");
  for (const part of ["€20.00", "ABC123", "DE02120300000000202051", "000000", "November 10, 2026", "/orders/chk_1"])
    expect(text).toContain(part);
  expect(text).not.toContain("still missing");
});

test("a mail says what is still missing when a part has come", () => {
  const { instructions } = awaited;
  const { text } = paymentAwaited({ ...awaited, instructions: { ...instructions, remaining: eur(750) } }, shop, "x:y");
  expect(text).toContain("€7.50 is still missing");
});

test("a mail says how much goes back, and that nobody waits any more", () => {
  const buyer = { name: "Erika", locale: "en", shopUrl: "https://shop.test" };
  const back = moneyReturned(buyer, eur(750), shop.name);
  expect(back.subject).toBe("Money is on its way back to you from Lamps");
  for (const part of ["Hello Erika", "€7.50", "https://shop.test"]) expect(back.text).toContain(part);
  const { text } = paymentFailed({ ...buyer, total: eur(2000), why: "stopped" }, shop.name);
  expect(text).toContain("Lamps no longer waits for your payment of €20.00");
});

test.each(languages)("mails about money that is awaited have all their words in %s", (locale) => {
  const voucher = { ...awaited.instructions, kind: "voucher" } as const;
  const failed = { name: "Erika", locale, total: eur(2000), shopUrl: "https://shop.test" };
  for (const { subject, text } of [
    paymentAwaited({ ...awaited, locale }, shop, "x:y"),
    paymentAwaited({ ...awaited, locale, instructions: voucher }, shop, "x:y"),
    paymentFailed({ ...failed, why: "late" }, shop.name),
    paymentFailed({ ...failed, why: "failed" }, shop.name),
    paymentFailed({ ...failed, why: "stopped" }, shop.name),
    moneyReturned(failed, eur(750), shop.name),
  ])
    expect(`${subject} ${text}`).not.toMatch(/\bmail\.[a-z]|\{\{/);
});
