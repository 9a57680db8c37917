import type { Call } from "./emulator.ts";
import { invalidRequest } from "./errors.ts";
import { paginate } from "./list.ts";

const MAX_DEPTH = 4;

type Plain = Record<string, unknown>;

/** A copy of an answer in which the ids at the given paths (`payment_intent.latest_charge`, `data.charge`) became objects. */
export function expand(call: Call, answer: object, paths: string[]): object {
  let copy: object = answer;
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > MAX_DEPTH + 1)
      throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property: ${path}`, {
        param: "expand",
      });
    copy = expandPath(call, copy as Plain, parts, path);
  }
  return copy;
}

function expandPath(call: Call, object: Plain, [part = "", ...rest]: string[], path: string): Plain {
  const value = object[part];
  if (Array.isArray(value)) {
    return {
      ...object,
      [part]: value.map((item) => (rest.length === 0 ? item : expandPath(call, item as Plain, rest, path))),
    };
  }
  const found = resolve(call, object, part, value);
  if (found === null) return object;
  if (found === undefined) throw invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
  return { ...object, [part]: rest.length === 0 ? found : expandPath(call, found, rest, path) };
}

/** The expanded object, null where there is nothing to expand, undefined where the property is no reference. */
function resolve(call: Call, object: Plain, part: string, value: unknown): Plain | null | undefined {
  const { store } = call.emulator;
  const { owner } = call;
  const id = String(object["id"]);
  if (object["object"] === "checkout.session" && part === "line_items") {
    return paginate(
      (store.get("session", owner, id)?.lines ?? []).toReversed(),
      {},
      `/v1/checkout/sessions/${id}/line_items`,
    ) as Plain;
  }
  if (object["object"] === "charge" && part === "refunds") {
    const refunds = store.list("refund", owner).filter((refund) => refund.charge === id);
    return paginate(refunds, {}, `/v1/charges/${id}/refunds`) as Plain;
  }
  if (value === null) return null;
  if (typeof value === "object") return value as Plain;
  const reference = typeof value === "string" ? value : "";
  switch (part) {
    case "payment_intent":
      return store.get("intent", owner, reference)?.intent;
    case "latest_charge":
    case "charge":
      return store.get("charge", owner, reference) as Plain | undefined;
    case "payment_method":
      return store.get("method", owner, reference)?.method as Plain | undefined;
    default:
      return undefined;
  }
}
