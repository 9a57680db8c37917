import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { money, toDecimalString } from "@meridian/core/kernel/money";
import { type Quote, quote } from "@meridian/core/tax";
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
 *       "lines": [
 *         { "id": "cup", "unitPrice": "19.99", "quantity": 3, "taxes": [{ "name": "MwSt.", "percent": "19" }] },
 *         { "id": "book", "unitPrice": 845, "discount": 45, "taxes": [{ "name": "MwSt.", "percent": "7" }] }
 *       ],
 *       "shipping": [{ "unitPrice": 490, "taxes": [{ "name": "MwSt.", "percent": "19" }] }],
 *       "orderDiscount": "5.00"
 *     }
 *
 * prints the lines, the totals (67.87 EUR, 10.13 of it tax) and each step; with `--json` all of it for a program.
 */
export const quoteStdin: Run = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } });
  const answer = compute(await text(process.stdin));
  if (values.json) print(JSON.stringify(answer, null, 2));
  else for (const part of shown(answer)) print(part);
  return 0;
};

function compute(given: string): Quote {
  if (given.trim() === "") throw new Error("Nothing came in: meridian quote < cart.json");
  if (given.length > maxLength) throw new Error("The document is too long.");
  const document = parse(given);
  try {
    return quote(document);
  } catch (error) {
    if (error instanceof z.ZodError) throw new Error(`This is no cart:\n${z.prettifyError(error)}`, { cause: error });
    if (error instanceof RangeError) throw new Error(`This cannot be computed: ${error.message}.`, { cause: error });
    throw error;
  }
}

/** Any JSON may come in: `quote` checks its shape itself. */
function parse(given: string): Parameters<typeof quote>[0] {
  try {
    return JSON.parse(given);
  } catch (error) {
    throw new Error(`This is no JSON: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
}

type Amount = Quote["lines"][number]["net"];

const of = ({ amount, currency }: Amount): string => toDecimalString(money(amount, currency));

function shown({ lines, shipping, moreShipping, taxLines, totals, trace }: Quote): string[] {
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
  ];
  const steps = trace.map(({ step, ...figures }) => [
    `  ${step}`,
    Object.entries(figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(", "),
  ]);
  const head = ["line", "quantity", "price", "discount", "net", "tax", "gross"];
  return [table([head, ...rows]), "", table(sums), "", "steps, in minor units:", table(steps)];
}
