import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";

export type Promotion = AdminOutputs["promotions"]["get"];
export type PromotionInput = AdminInputs["promotions"]["set"];
export type Currency = Promotion["effect"] extends never ? never : NonNullable<Promotion["budget"]>["currency"];
type Effect = Promotion["effect"];
type Condition = Promotion["conditions"][number];
export type EffectKind = Effect["kind"];
export type ConditionKind = Condition["kind"];

type FieldsOf<Shape extends { readonly kind: string }> = {
  readonly [Kind in Shape["kind"]]: readonly (Exclude<keyof Extract<Shape, { readonly kind: Kind }>, "kind"> &
    FieldName)[];
};

/** Each rule's fields in the order in which a form shows them; the schemas themselves would weigh ten such pages. */
const fields: { readonly effect: FieldsOf<Effect>; readonly condition: FieldsOf<Condition> } = {
  effect: {
    order_percentage: ["ppm"],
    order_amount: ["amounts"],
    line_percentage: ["ppm", "of"],
    line_amount: ["amounts", "of"],
    buy_get: ["ppm", "buy", "get", "most"],
    bundle: ["parts", "amounts", "most"],
    tiered_spend: ["tiers", "of"],
    tiered_quantity: ["tiers", "of"],
    free_shipping: [],
  },
  condition: {
    order_minimum: ["amounts", "of"],
    quantity: ["least", "of"],
    customer_groups: ["groups"],
    markets: ["marketIds"],
    channels: ["channels"],
    countries: ["countries"],
    first_order: [],
  },
};

const kindsOf = <Kind extends string>(of: Readonly<Record<Kind, unknown>>): readonly Kind[] =>
  Object.keys(of) as Kind[];
export const effectKinds = kindsOf(fields.effect);
export const conditionKinds = kindsOf(fields.condition);

/** One shape of a rule while it is edited: its fields by name. */
export type Rule<Kind extends string> = { readonly kind: Kind } & Readonly<Record<string, unknown>>;

/** What of a promotion is edited; `codes` and figures are not. */
export interface PromotionDraft extends Required<
  Pick<
    Promotion,
    | "name"
    | "trigger"
    | "active"
    | "startsAt"
    | "endsAt"
    | "combinable"
    | "exclusionGroup"
    | "priority"
    | "perCustomer"
    | "maxUses"
    | "budget"
  >
> {
  readonly effect: Rule<EffectKind>;
  readonly conditions: readonly Rule<ConditionKind>[];
}

export const emptyPromotion: PromotionDraft = {
  name: "",
  trigger: "code",
  active: true,
  startsAt: null,
  endsAt: null,
  combinable: true,
  exclusionGroup: null,
  priority: 100,
  perCustomer: null,
  maxUses: null,
  budget: null,
  effect: { kind: "order_percentage", ppm: 100_000 },
  conditions: [],
};

export function draftOf(promotion: Promotion): PromotionDraft {
  const { id: _, version: __, uses: ___, spent: ____, codes: _____, updatedAt: ______, ...content } = promotion;
  return content;
}

/** The draft as the server takes it: what is wrong with it, the server says. */
export function inputOf(draft: PromotionDraft): Omit<PromotionInput, "id" | "version"> {
  const { effect, conditions, ...rest } = draft;
  return {
    ...rest,
    effect: effect as PromotionInput["effect"],
    conditions: conditions as PromotionInput["conditions"] & {},
  };
}

/** The fields of one shape of a rule. */
export function fieldsOf(of: "effect" | "condition", kind: string): readonly FieldName[] {
  return new Map<string, readonly FieldName[]>(Object.entries(fields[of])).get(kind) ?? [];
}

export type FieldName =
  | "ppm"
  | "buy"
  | "get"
  | "parts"
  | "tiers"
  | "amounts"
  | "least"
  | "of"
  | "most"
  | "groups"
  | "marketIds"
  | "channels"
  | "countries";

const all = { kind: "all" } as const;

/** What a field of a rule starts with. */
function blank(name: FieldName, kind: string, currency: Currency): unknown {
  const amounts = [{ amount: 1_000, currency }];
  switch (name) {
    case "ppm":
      return kind === "buy_get" ? 1_000_000 : 100_000;
    case "buy":
      return { quantity: 2, of: all };
    case "get":
      return { quantity: 1, of: all };
    case "parts":
      return [{ quantity: 1, of: all }];
    case "tiers":
      return kind === "tiered_spend" ? [{ from: amounts, ppm: 50_000 }] : [{ from: 3, ppm: 50_000 }];
    case "amounts":
      return amounts;
    case "least":
      return 2;
    case "of":
      return all;
    case "most":
      return null;
    case "channels":
      return ["web"];
    case "groups":
    case "marketIds":
    case "countries":
      return [];
  }
}

/** A new rule of this kind, with something in every field that its schema wants. */
export function blankRule<Kind extends string>(of: "effect" | "condition", kind: Kind, currency: Currency): Rule<Kind> {
  const started = fieldsOf(of, kind).map((name) => [name, blank(name, kind, currency)] as const);
  return { ...Object.fromEntries(started), kind };
}
