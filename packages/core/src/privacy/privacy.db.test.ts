import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CreateCompany } from "../customers/company-schemas.ts";
import {
  addCompanyMember,
  createCompany,
  buyerOf,
  findOrCreateCustomer,
  mailOf,
  mailSent,
  updateCustomer,
} from "../customers/index.ts";
import type { Id } from "../kernel/ids.ts";
import { createMarket } from "../markets/index.ts";
import { CreateMarket } from "../markets/schemas.ts";
import { transaction } from "../platform/db.ts";
import { infra } from "../platform/infra-tables.ts";
import { newId, newSecretId } from "../platform/new-id.ts";
import { unpublishedEvents } from "../platform/sweeps.ts";
import { tenantTables } from "../tenant-schema.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { eraseCustomer, exportCustomer, exportMe, forgetMe } from "./index.ts";

let shop: TestShop;
let marketId: Id<"mkt">;
beforeAll(async () => {
  shop = await openTestShop();
  const market = { handle: "de", name: "Germany", countries: ["DE"], currency: "EUR", taxDisplay: "inclusive" };
  const made = await createMarket(
    shop.staff(),
    CreateMarket.parse({ ...market, status: "active", locales: ["de"], defaultLocale: "de" }),
  );
  marketId = made.id;
});
afterAll(() => shop.close());

type Values = Readonly<Record<string, unknown>>;

/** A row as another slice would have written it. */
async function insert(table: string, values: Values): Promise<void> {
  const columns = Object.keys(values);
  const places = columns.map((_, i) => `$${i + 1}`);
  const given = Object.values(values).map((value) =>
    value !== null && typeof value === "object" && !(value instanceof Date) ? JSON.stringify(value) : value,
  );
  const target = `"${shop.tenant.schema}"."${table}"`;
  await shop.database.owner.query(`insert into ${target} (${columns.join(", ")}) values (${places.join(", ")})`, given);
}

/** Every table's rows as text, so that nothing can hide in a column that nobody thought of. */
async function everything(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const table of Object.keys(tenantTables)) {
    const { rows } = await shop.database.owner.query<{ text: string }>(
      `select t::text as text from "${shop.tenant.schema}"."${table}" t`,
    );
    found.set(table, rows.map((row) => row.text).join("\n"));
  }
  return found;
}

interface Buyer {
  readonly id: Id<"cus">;
  readonly email: string;
  /** What must not be found anywhere after the erasure. */
  readonly traces: readonly string[];
}

let numbers = 0;

/** Somebody with an order, its cart, checkout, payment and refund, and what staff noted. */
async function buyer(mark: string, state = "completed"): Promise<Buyer> {
  const email = `${mark.toLowerCase()}@example.com`;
  const now = shop.clock.now();
  const id = await transaction(shop.service().db, (tx) =>
    findOrCreateCustomer(tx, { customerId: null, email, name: `${mark} Name`, locale: "de" }, now),
  );
  await updateCustomer(shop.staff(), {
    id,
    version: 1,
    company: `${mark} GmbH`,
    taxStatus: "exempt",
    taxEvidence: `${mark} certificate`,
    phone: "+49 30 998877",
  });
  const orderId = newId("ord");
  const cartId = newSecretId("crt");
  const checkoutId = newSecretId("chk");
  const paymentId = newId("pay");
  const address = { name: `${mark} Name`, line1: `${mark} Weg`, city: `${mark} Stadt`, country: "DE", region: null };
  const quote = { cartId, email, address, totals: { total: { amount: 1000, currency: "EUR" } } };
  const times = { created_at: now, updated_at: now };
  await insert("carts", { id: cartId, status: "closed", market_id: marketId, locale: "de", email, address, ...times });
  await insert("checkouts", {
    id: checkoutId,
    cart_id: cartId,
    payment_id: paymentId,
    state,
    amount: 1000,
    currency: "EUR",
    quote,
    quote_hash: `${mark} hash`,
    order_id: state === "completed" ? orderId : null,
    success_url: `https://shop.example/${mark}`,
    cancel_url: "https://shop.example/",
    expires_at: now,
    ...times,
  });
  await insert("payments", {
    id: paymentId,
    checkout_id: checkoutId,
    provider: "none",
    state: "paid",
    amount: 1000,
    currency: "EUR",
    session_url: `https://pay.example/${mark}`,
    instructions: { reference: mark },
    method: { holder: `${mark} Name` },
    paid_at: now,
    ...times,
  });
  await insert("orders", {
    id: orderId,
    number: String(++numbers),
    token: `ost_${mark}`,
    cart_id: cartId,
    checkout_id: checkoutId,
    stock_owner: checkoutId,
    customer_id: id,
    market_id: marketId,
    market_name: "M",
    locale: "de",
    currency: "EUR",
    email,
    name: `${mark} Name`,
    country: "DE",
    address,
    item_count: 1,
    items_amount: 1000,
    shipping_amount: 0,
    net_amount: 1000,
    tax_amount: 0,
    total_amount: 1000,
    tax_included: true,
    shipping_name: "Post",
    shipping_gross: 0,
    shipping_taxes: JSON.stringify([]),
    payment_state: "paid",
    fulfilment_state: "unfulfilled",
    quote,
    placed_at: now,
    updated_at: now,
  });
  await insert("idempotency_keys", {
    scope: "carts.set_address/key_1",
    key: mark,
    fingerprint: "x",
    answer: JSON.stringify({ value: quote }),
    created_at: now,
    expires_at: now,
  });
  return { id, email, traces: [mark, email, "998877"] };
}

describe("forgetting a person", () => {
  test("leaves no trace in any table, keeps the figures, and tells the person once", async () => {
    const bystander = await buyer("Bystander");
    const person = await buyer("Canarybird");
    // A business that is the person's alone goes along; one with others in it stays.
    const join = async (name: string, ...members: readonly Id<"cus">[]) => {
      const { id: companyId } = await createCompany(shop.staff(), CreateCompany.parse({ name, note: name }));
      for (const customerId of members) await addCompanyMember(shop.staff(), { companyId, customerId });
    };
    await join("Canarybird & Daughter", person.id);
    await join("Birdwatchers", bystander.id);
    const before = await everything();
    expect([...before].filter(([, text]) => text.includes("Canarybird")).map(([table]) => table)).toEqual(
      expect.arrayContaining(["customers", "carts", "checkouts", "payments", "orders", "idempotency_keys"]),
    );
    const owner = shop.staff();
    await expect(eraseCustomer(owner, { id: person.id, confirm: "somebody else" })).rejects.toMatchObject({
      code: "privacy.not_confirmed",
    });
    await expect(eraseCustomer(shop.staff("support"), { id: person.id, confirm: person.email })).rejects.toMatchObject({
      code: "auth.not_allowed",
    });
    const [first, second] = await Promise.all([
      eraseCustomer(owner, { id: person.id, confirm: person.email.toUpperCase() }),
      eraseCustomer(owner, { id: person.id, confirm: person.email }),
    ]);
    expect(second).toEqual(first);

    // The notice keeps the address until its mail has gone out.
    const events = await unpublishedEvents(owner.db, 50);
    const due = events.filter((event) => event.type === "customer.mail_due");
    expect(due).toHaveLength(1);
    const ref = due[0]?.aggregateId ?? "";
    const mail = await mailOf(owner, ref);
    expect(mail).toMatchObject({ kind: "erased", to: person.email, locale: "de", token: null });
    await mailSent(owner, ref, mail);
    expect(await mailOf(owner, ref)).toBeNull();

    const after = await everything();
    for (const [table, text] of after)
      for (const trace of person.traces) {
        // Another person's number is the same.
        if (trace === "998877") continue;
        expect(text.toLowerCase(), table).not.toContain(trace.toLowerCase());
      }
    expect(after.get("orders")).toContain("1000");
    expect(after.get("orders")).toContain(bystander.email);
    expect(after.get("companies")).toContain("Birdwatchers");
    const count = (text = "") => text.split("\n").length;
    expect(count(after.get("orders"))).toBe(count(before.get("orders")));
    expect(await buyerOf(owner.db, person.id)).toMatchObject({ customerId: null });
    const again = await transaction(owner.db, (tx) =>
      findOrCreateCustomer(
        tx,
        { customerId: person.id, email: person.email, name: "New", locale: "de" },
        shop.clock.now(),
      ),
    );
    expect(again).not.toBe(person.id);
    const audits = await infra(owner.db).selectFrom("audit_entries").select(["action", "subject"]).execute();
    expect(audits.filter((entry) => entry.action === "privacy.erase_customer").length).toBeGreaterThan(0);
    expect(JSON.stringify(audits)).not.toContain("anarybird");
  });

  test("waits for a payment that is under way", async () => {
    const person = await buyer("Hastybird", "processing");
    await expect(forgetMe(shop.customer(person.id), { confirm: true })).rejects.toMatchObject({
      code: "privacy.payment_under_way",
    });
    expect((await everything()).get("customers")).toContain(person.email);
  });

  test("a person may do it without staff; whoever is nobody may not", async () => {
    const person = await buyer("Leavingbird");
    await forgetMe(shop.customer(person.id), { confirm: true });
    expect((await everything()).get("orders")).not.toContain("Leavingbird");
    await expect(forgetMe(shop.shopper(), { confirm: true })).rejects.toMatchObject({ code: "auth.customer_required" });
  });
});

describe("the export", () => {
  test("holds what the declared tables keep of the person, and of nobody else", async () => {
    await buyer("Otherbird");
    const person = await buyer("Exportbird");
    const file = await exportMe(shop.customer(person.id), {});
    expect(await exportCustomer(shop.staff("support"), { id: person.id })).toEqual(file);
    const text = JSON.stringify(file);
    expect(text).toContain("Exportbird Weg");
    expect(text).not.toContain("Otherbird");
    expect(text).not.toContain("ost_Exportbird");
    expect(file.tables.map((table) => table.name)).toEqual(
      expect.arrayContaining(["customers", "carts", "checkouts", "payments", "orders"]),
    );
    const customers = file.tables.find((table) => table.name === "customers");
    expect(customers?.personal).toMatchObject({ email: "account" });
    await expect(exportCustomer(shop.staff("viewer"), { id: person.id })).rejects.toMatchObject({
      code: "auth.not_allowed",
    });
  });
});
