/**
 * Which rows are a person's, and what becomes of each declared column when the person asks to be forgotten (GDPR
 * Art. 17). Tax law wants invoices kept (Art. 17 (3) (b)), proofs of consent stay for the defence of claims
 * (Art. 17 (3) (e)): both lose everything that names the person (Art. 4 (5)). The plan is checked against the
 * declarations of all tables: a personal column without a line here fails the tests, and refuses an erasure.
 */

/** A declared column, as far as the plan looks at it. */
type ColumnPolicy = "none" | { readonly of: string };
type AnyTableDeclarations = Readonly<Record<string, Readonly<Record<string, ColumnPolicy>>>>;

/** Everything by which rows are a person's, as far as it is known. */
export interface Person {
  readonly customerId: string;
  readonly emails: readonly string[];
  readonly orders: readonly string[];
  readonly carts: readonly string[];
  readonly checkouts: readonly string[];
  readonly payments: readonly string[];
  readonly subjects: readonly string[];
  readonly credits: readonly string[];
  /** Companies in which nobody else is: those may be the person's own business. */
  readonly companies: readonly string[];
  readonly providerObjects: readonly string[];
}

type Values = (person: Person) => readonly string[];
const customers: Values = (person) => [person.customerId];

/** Tables whose rows are told by other columns than the usual ones. Any of the columns is enough. */
const special: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  companies: { id: (person) => person.companies },
  customers: { id: customers },
  customer_secrets: { customer_id: customers, email: (person) => person.emails },
  carts: { id: (person) => person.carts },
  checkouts: { id: (person) => person.checkouts },
  orders: { id: (person) => person.orders },
  payments: { id: (person) => person.payments },
  provider_events: { object_id: (person) => person.providerObjects },
  consent_subjects: { id: (person) => person.subjects },
  credit_accounts: { customer_id: customers },
  credit_entries: { account_id: (person) => person.credits },
};

/** Columns that say whose a row is, the surest first. */
const usual: readonly (readonly [string, Values])[] = [
  ["customer_id", customers],
  ["order_id", (person) => person.orders],
  ["cart_id", (person) => person.carts],
  ["checkout_id", (person) => person.checkouts],
  ["payment_id", (person) => person.payments],
  ["subject_id", (person) => person.subjects],
];

/** Kept under ids that no person can be told by, and gone by themselves: answers to repeated requests. */
export const byText: readonly string[] = ["idempotency_keys", "flow_runs"];

/** The columns by which a table's rows are a person's, or undefined when it has none. */
export function locatorOf(table: string, columns: readonly string[]): Readonly<Record<string, Values>> | undefined {
  const known = special[table];
  if (known !== undefined) return known;
  const found = usual.find(([column]) => columns.includes(column));
  return found && { [found[0]]: found[1] };
}

export const isOfPerson = (policy: ColumnPolicy): boolean => policy !== "none" && policy.of !== "staff";

/** Why a column may stay as it is. */
export interface Kept {
  readonly kept: string;
}
/** Rows are deleted, or their columns overwritten; `column: value`, or a reason why it stays. */
export type TableErasure = "delete" | { readonly [column: string]: StandIn | Kept };
export type StandIn = null | string | boolean | readonly never[] | ((row: Row) => unknown);
export type Row = Readonly<Record<string, unknown>>;

export const isKept = (rule: StandIn | Kept | undefined): rule is Kept =>
  typeof rule === "object" && rule !== null && "kept" in rule;

const appendOnly: Kept = { kept: "the table is append-only, and the row names nobody" };
const proof: Kept = { kept: "proof of consent under a random id, to which no order leads any more" };
const refundable: Kept = { kept: "the provider's reference, without which a refund or dispute cannot be settled" };
const randomId: Kept = { kept: "a random id" };
const country: Kept = { kept: "the tax return asks for it, and a country names nobody" };

/** The stand-in for an address: the country alone, which taxes depend on. */
export function withoutAddress(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { country: kept, region } = value as { country?: unknown; region?: unknown };
  const nobody = { company: null, line2: null, postalCode: null, phone: null };
  return { name: "–", line1: "–", city: "–", ...nobody, region: region ?? null, country: kept };
}

/** A stored quote without the person: figures, rates and trace stay, so that it can be recomputed. */
export function withoutPerson(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const quote = value as Record<string, unknown>;
  return {
    ...quote,
    ...("email" in quote ? { email: erasedEmail(typeof quote["cartId"] === "string" ? quote["cartId"] : "cart") } : {}),
    ...("address" in quote ? { address: withoutAddress(quote["address"]) } : {}),
    ...("taxId" in quote ? { taxId: null } : {}),
    ...("company" in quote ? { company: null } : {}),
  };
}

/** An address that no mail can reach (RFC 2606) and that stays unique. */
export const erasedEmail = (key: string): string => `${key.toLowerCase()}@erased.invalid`;

export const erasure: Readonly<Record<string, TableErasure>> = {
  companies: { name: "–", tax_id: null, billing_address: null, note: null },
  customers: {
    email: (row) => erasedEmail(String(row["id"])),
    name: "–",
    locale: "und",
    groups: [],
    tax_status: "consumer",
    tax_evidence: null,
    company: null,
    tax_id: null,
    phone: null,
    addresses: () => JSON.stringify([]),
    marketing: () => JSON.stringify([]),
    company_id: null,
    password_hash: null,
    registered_at: null,
  },
  customer_secrets: "delete",
  carts: {
    id: randomId,
    locale: "und",
    email: null,
    address: null,
    shipping_method_id: null,
    customer_id: null,
    tax_id: null,
    tax_answer: null,
    codes: () => JSON.stringify([]),
    gift_cards: () => JSON.stringify([]),
    held: null,
  },
  cart_lines: "delete",
  checkouts: {
    id: randomId,
    quote: (row) => JSON.stringify(withoutPerson(row["quote"])),
    quote_hash: "",
    subject_id: null,
    supersedes: randomId,
    success_url: "",
    cancel_url: "",
  },
  orders: {
    token: (row) => String(row["id"]).replace("ord_", "erased_"),
    customer_id: { kept: "leads to the erased customer, who has no name any more" },
    email: (row) => erasedEmail(String(row["id"])),
    name: "–",
    country,
    address: (row) => JSON.stringify(withoutAddress(row["address"])),
    consent: null,
    quote: (row) => JSON.stringify(withoutPerson(row["quote"])),
  },
  order_transitions: { reason: appendOnly },
  fulfilments: { tracking_number: null, tracking_url: null },
  payments: {
    session_id: refundable,
    session_url: null,
    intent_id: refundable,
    method: null,
    instructions: null,
    customer_ref: refundable,
  },
  refunds: { reason: "–", provider_ref: refundable },
  provider_events: { object_id: refundable },
  consent_subjects: { id: proof },
  consent_entries: { subject_id: proof, at: proof, locale: proof, gpc: proof, choices: proof },
  credit_accounts: {
    customer_id: { kept: "leads to the erased customer, who has no name any more" },
    note: null,
  },
  credit_entries: { note: appendOnly },
  promotion_uses: { customer_key: (row) => `erased/${String(row["cart_id"])}` },
};

/** Personal columns for which nothing is planned: none, or the erasure must not run. */
export function unhandled(tables: AnyTableDeclarations): string[] {
  return Object.entries(tables).flatMap(([table, columns]) => {
    const mine = Object.keys(columns).filter((column) => isOfPerson(columns[column] ?? "none"));
    if (mine.length === 0 || byText.includes(table)) return [];
    const rule = erasure[table];
    const isFound = locatorOf(table, Object.keys(columns)) !== undefined;
    return mine
      .filter((column) => !isFound || rule === undefined || (rule !== "delete" && !(column in rule)))
      .map((column) => `${table}.${column}`);
  });
}
