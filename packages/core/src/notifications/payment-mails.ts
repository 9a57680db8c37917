import type { PaymentInstructions } from "../payments/schemas.ts";
import type { WireMoney } from "../wire.ts";
import { wordsFor } from "./adapters/i18next.ts";
import { type Block, layOut, type Row } from "./mail-layout.ts";
import { type ComposedMail, show } from "./order-mails.ts";

export interface FailedPayment {
  readonly name: string;
  readonly locale: string;
  readonly total: WireMoney;
  /** The bank did not pay; the shopper's transfer did not come in time, or nobody waits for it any longer. */
  readonly why: "failed" | "late" | "stopped";
  /** Where the shopper may try again. */
  readonly shopUrl: string;
}

/** That the bank did not pay, days after the shopper has left, or that no transfer is awaited any more. */
export function paymentFailed({ name, locale, total, why, shopUrl }: FailedPayment, shopName: string): ComposedMail {
  const values = { name, shop: shopName, amount: show(total, locale) };
  return letter(`payment_${why}`, { locale, values, shopUrl });
}

/** That money goes back which was sent too late, too much, or for an order that was paid otherwise. */
export function moneyReturned(
  { name, locale, shopUrl }: { readonly name: string; readonly locale: string; readonly shopUrl: string },
  amount: WireMoney,
  shopName: string,
): ComposedMail {
  return letter("money_returned", { locale, values: { name, shop: shopName, amount: show(amount, locale) }, shopUrl });
}

/** Two paragraphs, and the way back to the shop. */
function letter(
  kind: string,
  {
    locale,
    values,
    shopUrl,
  }: {
    readonly locale: string;
    readonly values: { readonly name: string; readonly shop: string; readonly amount: string };
    readonly shopUrl: string;
  },
): ComposedMail {
  const { t, language } = wordsFor(locale);
  const blocks: Block[] = [
    { kind: "text", text: t(`mail.${kind}.intro`, values) },
    { kind: "text", text: t(`mail.${kind}.outro`, values) },
    { kind: "button", label: t(`mail.${kind}.button`), url: shopUrl },
  ];
  return {
    language,
    subject: t(`mail.${kind}.subject`, values),
    ...layOut(language, values.shop, t(`mail.${kind}.title`, values), blocks),
  };
}

export interface AwaitedPayment {
  readonly name: string;
  readonly locale: string;
  /** What was to be paid; less is missing once a part of it has come. */
  readonly due: WireMoney;
  readonly instructions: PaymentInstructions;
}

/** How the shopper pays by a transfer or with a voucher, or what is still missing of it. */
export function paymentAwaited(
  { name, locale, due, instructions }: AwaitedPayment,
  shop: { readonly name: string; readonly timeZone: string },
  url: string,
): ComposedMail {
  const { t, language } = wordsFor(locale);
  const { kind, remaining, reference, until } = instructions;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shop.timeZone });
  const values = { name, shop: shop.name, amount: show(remaining, locale), date: day.format(new Date(until)) };
  const isVoucher = kind === "voucher";
  const intro = isVoucher ? "introVoucher" : remaining.amount < due.amount ? "introPartly" : "intro";
  const facts: Row[] = [
    { label: t("mail.awaited.amount"), amount: values.amount, strong: true },
    ...(reference === null ? [] : [{ label: t("mail.awaited.reference"), amount: reference, strong: true }]),
    { label: t("mail.awaited.until"), amount: values.date },
  ];
  const accounts = instructions.accounts.flatMap((fields, i): Block[] => [
    ...(i === 0 ? [] : [{ kind: "text" as const, text: t("mail.awaited.other") }]),
    {
      kind: "rows",
      rows: fields.map(({ field, value }) => ({ label: t(`mail.awaited.fields.${field}`), amount: value })),
    },
  ]);
  const blocks: Block[] = [
    { kind: "text", text: t(`mail.awaited.${intro}`, values) },
    { kind: "rows", rows: facts },
    ...accounts,
    { kind: "button", label: t("mail.awaited.button"), url },
  ];
  return {
    language,
    subject: t("mail.awaited.subject", values),
    ...layOut(language, shop.name, t(isVoucher ? "mail.awaited.titleVoucher" : "mail.awaited.title", values), blocks),
  };
}
