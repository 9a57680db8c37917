import { readCatalogue } from "./catalogue.ts";
import { converted } from "./sums.ts";

// The shop that is built up from nothing, who buys there, and what that comes to in minor units.

export const catalogue = readCatalogue();
export const { product } = catalogue;

const run = Date.now().toString(36);
export const merchant = {
  shopName: "Kessel & Co.",
  region: "European Union",
  locale: "en",
  currency: "USD",
  name: "Mara Kessel",
  email: `mara-${run}@kessel.example`,
  password: "whistle-while-it-boils",
} as const;
export const buyer = {
  email: `jana-${run}@example.com`,
  name: "Jana Beispiel",
  street: "Lindenstraße 12",
  zip: "10969",
  city: "Berlin",
};

/** The merchant's own price after the edit, in cents of USD; a new shop's prices include tax. */
export const edited = product.price + 51;
export const rate = { text: "0.8650", tenThousandths: 8_650 };
export const unit = converted(edited, rate.tenThousandths);
export const shipping = 490;
export const total = 2 * unit + shipping;
export const taxIn = (gross: number): number => Math.round((gross * 19) / 119);
