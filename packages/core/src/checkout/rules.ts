import { canonicalJson } from "../kernel/canonical-json.ts";
import { addSeconds } from "../kernel/time.ts";
import type { CheckoutQuote, CheckoutState } from "./schemas.ts";

/** What a provider's report is judged by: the parts that the judgement needs. */
export interface Reported {
  readonly state: "open" | "awaiting" | "processing" | "paid" | "unpaid";
  readonly reference: string | null;
  readonly total: { readonly amount: number; readonly currency: string } | null;
  readonly received: { readonly amount: number; readonly currency: string } | null;
  readonly declineCode: string | null;
}

export type Verdict =
  | { readonly kind: "paid" }
  /** Money came that is not for this checkout or not as much as it costs: it goes back. */
  | { readonly kind: "mismatch"; readonly what: "reference" | "amount" }
  | { readonly kind: "processing" }
  | { readonly kind: "awaiting" }
  | { readonly kind: "open"; readonly declineCode: string | null }
  | { readonly kind: "unpaid"; readonly declineCode: string | null };

/** Judges what the provider reports: only the exact amount, for this very checkout, pays it. */
export function judge(
  report: Reported,
  expected: { readonly checkoutId: string; readonly amount: number; readonly currency: string },
): Verdict {
  if (report.state === "open") return { kind: "open", declineCode: report.declineCode };
  if (report.state === "unpaid") return { kind: "unpaid", declineCode: report.declineCode };
  if (report.state === "processing" || report.state === "awaiting") return { kind: report.state };
  if (report.reference !== expected.checkoutId) return { kind: "mismatch", what: "reference" };
  const exact = [report.total, report.received].every(
    (sum) => sum !== null && sum.amount === expected.amount && sum.currency === expected.currency,
  );
  return exact ? { kind: "paid" } : { kind: "mismatch", what: "amount" };
}

/** Nothing about such a checkout can change any more. */
export function isFinal(state: CheckoutState): boolean {
  return state === "completed" || state === "refunded";
}

/** Two quotes with the same text would charge the same for the same things to the same person. */
export function quoteText(quote: Pick<CheckoutQuote, "quotedAt" | "trace">): string {
  const { quotedAt: _, trace: __, ...rest } = quote;
  return canonicalJson(rest);
}

/** The parts of a quote that the payment page shows. */
export interface PageQuote {
  readonly locale: string;
  readonly lines: readonly Pick<
    CheckoutQuote["lines"][number],
    "title" | "optionText" | "unitPrice" | "quantity" | "total"
  >[];
  readonly shipping: Pick<CheckoutQuote["shipping"], "name" | "total">;
  readonly taxLines: readonly Pick<CheckoutQuote["taxLines"][number], "name" | "ratePpm" | "tax">[];
  readonly totals: Pick<CheckoutQuote["totals"], "total" | "taxIncluded">;
  readonly due: CheckoutQuote["due"];
}

/** Of a line on the payment page. */
const longestName = 120;

export interface PageItem {
  readonly name: string;
  readonly unit: CheckoutQuote["totals"]["total"];
  readonly quantity: number;
}

/**
 * What the payment page lists; adds up to what is due. Tax that is added is a line of its own, and what is
 * discounted is listed as a whole at what it costs now. Where credit pays a part, no list of goods adds up to the
 * rest: then there is one line that names them all.
 */
export function pageItems(quote: PageQuote): PageItem[] {
  if (quote.due.amount !== quote.totals.total.amount) {
    const names = quote.lines.map((line) => line.title).join(", ");
    const name = names.length <= longestName ? names : `${names.slice(0, longestName - 1)}…`;
    return quote.due.amount === 0 ? [] : [{ name, unit: quote.due, quantity: 1 }];
  }
  const lines = quote.lines.map(({ title, optionText, unitPrice, quantity, total }) => {
    const name = optionText === "" ? title : `${title} (${optionText})`;
    if (total.amount === unitPrice.amount * quantity) return { name, unit: unitPrice, quantity };
    return { name: quantity === 1 ? name : `${quantity} × ${name}`, unit: total, quantity: 1 };
  });
  const shipping = { name: quote.shipping.name, unit: quote.shipping.total, quantity: 1 };
  const taxes = quote.totals.taxIncluded ? [] : taxItems(quote);
  return [...lines, shipping, ...taxes].filter((item) => item.unit.amount > 0);
}

function taxItems({ locale, taxLines }: PageQuote): PageItem[] {
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
  return taxLines.map(({ name, ratePpm, tax }) => {
    return { name: ratePpm === null ? name : `${name} ${percent.format(ratePpm / 1_000_000)}`, unit: tax, quantity: 1 };
  });
}

/** The return address, with the checkout's id where it asks for it. */
export function returnUrl(url: string, checkoutId: string): string {
  return url.replaceAll("{CHECKOUT_ID}", checkoutId).replaceAll("%7BCHECKOUT_ID%7D", checkoutId);
}

const day = 24 * 3600;
/** How long the goods wait for a transfer: a payer's bank may take two working days, and a weekend lies in between. */
const transferDays = 7;
/** How long after that the whole sum still buys the goods, if they are there. What has come by then goes back. */
const graceDays = 7;
/** How long after that the provider is still asked for money that came too late, where it does not report by itself. */
const lateDays = 60;
/** Between two questions about money that is awaited: mostly the provider tells by itself. */
const awaitedSeconds = 6 * 3600;

/** Why a checkout was given up whose shopper was to send the money: none came, or not all of it. */
export const lateReasons: ReadonlySet<string> = new Set(["transfer_missing", "transfer_incomplete"]);

/** Why nobody waits for a shopper's money any more: they pay another way, or the merchant does not want to wait. */
export const stopReasons = { shopper: "paid_otherwise", staff: "transfer_stopped" } as const;

/** What a payment that the shopper sends means now. */
export interface Awaited {
  /** So long the goods are kept: as the provider says, else as we do from when the shopper was told how to pay. */
  readonly until: Date;
  /** `late`: the goods are given up, but the whole sum is still taken. `over`: whatever comes goes back. */
  readonly stage: "waiting" | "late" | "over";
  /** When to ask the provider again; null when that is over. */
  readonly checkAt: Date | null;
}

export function awaited(known: string | null, reported: string | null, now: Date): Awaited {
  const asked = known ?? reported;
  const until = asked === null ? addSeconds(now, transferDays * day) : new Date(asked);
  const after = (days: number): Date => addSeconds(until, days * day);
  if (now < until) {
    const soon = addSeconds(now, awaitedSeconds);
    return { until, stage: "waiting", checkAt: soon < until ? soon : until };
  }
  const stage = now < after(graceDays) ? "late" : "over";
  return { until, stage, checkAt: now >= after(lateDays) ? null : addSeconds(now, day) };
}
