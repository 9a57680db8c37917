import type { MeasurePrice } from "../../types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";

const symbols = { kg: "kg", g: "g", l: "l", ml: "ml", m: "m", m2: "m²", m3: "m³" } as const;

/** The price per unit of measure: `1.29 € / 100 g`. */
export function perMeasure(self: Self, measure: MeasurePrice | null): Child {
  if (!measure) return null;
  const { price: money, quantity, unit } = measure;
  const name = unit === "piece" ? self.say("piece") : symbols[unit];
  const amount = quantity === 1 ? name : `${new Intl.NumberFormat(self.locale).format(quantity)} ${name}`;
  return h("p.note", {}, self.say("perMeasure", { price: self.money(money), measure: amount }));
}
