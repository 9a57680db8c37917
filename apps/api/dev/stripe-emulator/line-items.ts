import * as z from "zod";
import { MAX_AMOUNT, checkStep } from "./currencies.ts";
import { invalidRequest } from "./errors.ts";
import { newId } from "./ids.ts";
import { currency, integer, list, mergeMetadata, metadata, text, url } from "./params.ts";
import type { LineItem } from "./records.ts";

const MAX_QUANTITY = 999_999;

export const lineItemParams = z.strictObject({
  price_data: z.strictObject({
    currency,
    product_data: z.strictObject({
      name: text(1_500),
      description: text(5_000).optional(),
      images: list(url).optional(),
      metadata: metadata.optional(),
      tax_code: text(40).optional(),
      unit_label: text(12).optional(),
    }),
    unit_amount: integer,
    tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  }),
  quantity: integer.optional(),
  metadata: metadata.optional(),
});

export function readLines(
  items: z.output<typeof lineItemParams>[],
  wanted: string | undefined,
  now: number,
): LineItem[] {
  if (items.length === 0) {
    throw invalidRequest("`line_items` is required in `payment` mode.", {
      code: "parameter_missing",
      param: "line_items",
    });
  }
  const code = wanted ?? items[0]?.price_data.currency;
  return items.map((item, index) => {
    if (item.price_data.currency !== code) {
      throw invalidRequest("All prices on a Checkout Session must have the same currency.", {
        param: `line_items[${index}][price_data][currency]`,
      });
    }
    return readLine(item, index, now);
  });
}

function readLine(
  { price_data: price, quantity, metadata: given }: z.output<typeof lineItemParams>,
  index: number,
  now: number,
): LineItem {
  const at = `line_items[${index}]`;
  if (quantity === undefined) {
    throw invalidRequest(`Quantity is required. Add \`quantity\` to \`${at}\``, {
      code: "parameter_missing",
      param: `${at}[quantity]`,
    });
  }
  if (quantity < 1 || quantity > MAX_QUANTITY) {
    throw invalidRequest(`This value must be between 1 and ${MAX_QUANTITY}.`, {
      code: "parameter_invalid_integer",
      param: `${at}[quantity]`,
    });
  }
  if (price.unit_amount < 0 || price.unit_amount > MAX_AMOUNT) {
    const param = `${at}[price_data][unit_amount]`;
    throw invalidRequest(`This value must be between 0 and ${MAX_AMOUNT}.`, {
      code: "parameter_invalid_integer",
      param,
    });
  }
  checkStep(price.unit_amount, price.currency, `${at}[price_data][unit_amount]`);
  const amount = price.unit_amount * quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: price.product_data.name,
    metadata: mergeMetadata({}, given ?? {}),
    price: {
      id: newId("price"),
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: now,
      currency: price.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: newId("prod", 14),
      recurring: null,
      tax_behavior: price.tax_behavior ?? "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: price.unit_amount,
      unit_amount_decimal: String(price.unit_amount),
    },
    quantity,
  };
}
