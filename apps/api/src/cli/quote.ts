import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { type QuotedDocument, quoteDocument } from "@meridian/core/carts";
import { money, toDecimalString } from "@meridian/core/kernel/money";
import { z } from "zod";
import { print, type Run, table } from "./command.ts";

/** Enough for a thousand lines, and too little to fill the memory. */
const maxLength = 2_000_000;

/**
 * `meridian quote < cart.json`: computes a sale that is complete in itself, by the calculation of every cart, and
 * without a database. Amounts are minor units (1999) or text in units ("19.99"):
 *
 *     {
 *       "currency": "EUR",
 *       "taxIncluded": true,
 *       "customer": { "groups": ["trade"] },
 *       "lines": [
 *         { "id": "cup", "unitPrice": "19.99", "quantity": 3, "taxes": [{ "name": "MwSt.", "percent": "19" }] },
 *         { "id": "book", "unitPrice": 845, "discount": 45, "taxes": [{ "name": "MwSt.", "percent": "7" }] }
 *       ],
 *       "shipping": [{ "unitPrice": 490, "taxes": [{ "name": "MwSt.", "percent": "19" }] }],
 *       "orderDiscount": "5.00",
 *       "priceLists": [{ "name": "Trade", "customerGroups": ["trade"], "changes": [{ "from": 3, "percent": "-10" }] }],
 *       "promotions": [
 *         { "name": "Spring", "code": "SPRING", "effect": { "kind": "line_amount", "amount": "2.00", "of": { "lines": ["cup"] } } }
 *       ],
 *       "codes": ["spring"],
 *       "giftCards": [{ "name": "birthday", "balance": "10.00" }]
 *     }
 *
 * prints the lines, the promotions, the totals (55.87 EUR, 8.23 of it tax) and what is left to pay (45.87 EUR); with
 * `--trace` each step too, with `--json` all of it for a program. `CartDocument` has the whole shape.
 */
export const quoteStdin: Run = async (args) => {
  const options = { json: { type: "boolean", default: false }, trace: { type: "boolean", default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const answer = compute(await text(process.stdin));
  if (values.json) print(JSON.stringify(answer, null, 2));
  else for (const part of [...shown(answer), ...(values.trace ? steps(answer) : [])]) print(part);
  return 0;
};

/** The answer to a document as it comes in; throws one sentence about what is wrong with it. */
export function compute(given: string): QuotedDocument {
  if (given.trim() === "") throw new Error("Nothing came in: meridian quote < cart.json");
  if (given.length > maxLength) throw new Error("The document is too long.");
  const document = parse(given);
  try {
    return quoteDocument(document, new Date());
  } catch (error) {
    if (error instanceof z.ZodError) throw new Error(`This is no cart: ${sentenceOf(error)}.`, { cause: error });
    if (error instanceof RangeError) throw new Error(`This cannot be computed: ${error.message}.`, { cause: error });
    throw error;
  }
}

/** The first fault, where it is, and how many there are besides. */
function sentenceOf({ issues }: z.ZodError): string {
  const [first] = issues;
  const path = z.core.toDotPath(first?.path ?? []);
  const others = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return `${path === "" ? "" : `${path}: `}${first?.message ?? "of another shape"}${others}`;
}

/** Any JSON may come in: `quoteDocument` checks its shape itself. */
function parse(given: string): Parameters<typeof quoteDocument>[0] {
  try {
    return JSON.parse(given);
  } catch (error) {
    throw new Error(`This is no JSON: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
}

type Amount = QuotedDocument["due"];

const of = ({ amount, currency }: Amount): string => toDecimalString(money(amount, currency));

function shown(answer: QuotedDocument): string[] {
  const { lines, shipping, moreShipping, taxLines, totals, due, paymentRounding } = answer;
  const all = [...lines, ...(shipping === null ? [] : [shipping]), ...moreShipping];
  const rows = all.map(({ id, quantity, unitPrice, discount, net, tax, gross }) => {
    return [id, String(quantity), of(unitPrice), of(discount), of(net), of(tax), of(gross)];
  });
  const sums = [
    ["items", of(totals.items)],
    ["discount", of(totals.discount)],
    ["shipping", of(totals.shipping)],
    ["net", of(totals.net)],
    ...taxLines.map(({ name, ratePpm, reason, base, tax }) => {
      return [`tax ${name} ${ratePpm / 10_000} % (${reason}) on ${of(base)}`, of(tax)];
    }),
    [`total ${totals.total.currency}`, of(totals.total)],
    ...answer.credits.map(({ name, paid, reason }) => {
      return [`paid by ${name}${reason === null ? "" : ` (${reason})`}`, of(paid)];
    }),
    ...(paymentRounding.amount === 0 ? [] : [["payment rounding", of(paymentRounding)]]),
    ...(answer.credits.length === 0 && paymentRounding.amount === 0 ? [] : [["due", of(due)]]),
  ];
  const head = ["line", "quantity", "price", "discount", "net", "tax", "gross"];
  const held = answer.promotions.map(({ name, code, amount }) => [`  ${called(name, code)}`, of(amount)]);
  const refused = answer.refused.map(({ name, code, reason }) => [`  ${called(name, code)}`, `refused: ${reason}`]);
  const unknown = answer.codes.filter(({ state }) => state === "unknown").map(({ code }) => [`  ${code}`, "unknown"]);
  const promotions = [...held, ...refused, ...unknown];
  return [
    table([head, ...rows]),
    "",
    ...(promotions.length === 0 ? [] : ["promotions:", table(promotions), ""]),
    table(sums),
  ];
}

const called = (name: string, code: string | null): string => (code === null ? name : `${name} (${code})`);

/** Prices, then discounts, then taxes, then what can be paid. */
function steps({ prices, discountSteps, trace, paymentStep }: QuotedDocument): string[] {
  const rows = [
    ...prices.flatMap(({ line, trace: own }) => own.map((step) => ({ ...step, line }))),
    ...discountSteps.map((step) => ({ step: "promotion", ...step })),
    ...trace,
    ...(paymentStep === null ? [] : [{ multipleOf: paymentStep.step, ...paymentStep, step: "payment_rounding" }]),
  ].map(({ step, ...figures }) => [`  ${step}`, figuresOf(figures)]);
  return ["", "steps, in minor units:", table(rows)];
}

function figuresOf(figures: object): string {
  return Object.entries(figures)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${textOf(value)}`)
    .join(", ");
}

function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return "amount" in value ? String(value.amount) : JSON.stringify(value);
}
