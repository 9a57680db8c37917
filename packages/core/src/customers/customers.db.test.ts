import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "../platform/db.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import type { Id } from "../kernel/ids.ts";
import { CreateCompany, ListCompanies, UpdateCompany } from "./company-schemas.ts";
import {
  addCompanyMember,
  buyerOf,
  createCompany,
  findOrCreateCustomer,
  getCompany,
  getCustomer,
  listCompanies,
  listCustomers,
  listGroups,
  removeCompany,
  removeCompanyMember,
  removeGroup,
  setGroup,
  updateCompany,
  updateCustomer,
} from "./index.ts";
import { ListCustomers } from "./schemas.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const buy = (email: string, name: string) =>
  transaction(shop.service().db, (tx) =>
    findOrCreateCustomer(tx, { customerId: null, email, name, locale: "de" }, shop.clock.now()),
  );

test("an address is one customer, however it is written and however many buy at once", async () => {
  const ids = await Promise.all(
    ["Ada@Example.com", "ada@example.com", "ADA@EXAMPLE.COM"].map((email) => buy(email, "Ada")),
  );
  expect(new Set(ids).size).toBe(1);
  const found = await getCustomer(shop.staff("viewer"), { id: ids[0] ?? "cus_" });
  expect(found).toMatchObject({ email: "ada@example.com", name: "Ada", ordersCount: 3, locale: "de" });
});

test("the list pages by key and searches by address and name", async () => {
  for (const n of [1, 2, 3]) await buy(`list-${n}@example.com`, `Person ${n}`);
  const list = (more: object) => listCustomers(shop.staff(), ListCustomers.parse(more));
  const first = await list({ text: "list-", first: 2 });
  expect(first.items.map((customer) => customer.name)).toEqual(["Person 3", "Person 2"]);
  const rest = await list({ text: "list-", first: 2, after: first.next });
  expect([rest.items.map((customer) => customer.name), rest.next]).toEqual([["Person 1"], null]);
  expect((await list({ text: "rson 2" })).items).toHaveLength(1);
  expect((await list({ text: "100%" })).items).toHaveLength(0);
  await expect(list({ after: "nonsense" })).rejects.toMatchObject({ code: "customers.bad_cursor" });
});

test("groups decide what a cart knows of its buyer, and leave with their removal", async () => {
  const id = await buy("group@example.com", "Grace");
  const staff = shop.staff("support");
  await setGroup(staff, { handle: "wholesale", name: "Wholesale", version: null });
  await expect(setGroup(staff, { handle: "wholesale", name: "Again", version: null })).rejects.toMatchObject({
    code: "customers.group_taken",
  });
  const { version } = await getCustomer(staff, { id });
  await expect(updateCustomer(staff, { id, version, groups: ["nobody"] })).rejects.toMatchObject({
    code: "customers.group_unknown",
  });
  const changed = await updateCustomer(staff, { id, version, groups: ["wholesale", "wholesale"] });
  expect(changed.groups).toEqual(["wholesale"]);
  await expect(updateCustomer(staff, { id, version, groups: [] })).rejects.toMatchObject({ code: "customers.stale" });
  expect(await buyerOf(staff.db, id)).toEqual({
    customerId: id,
    groups: ["wholesale"],
    ordersCount: 1,
    taxStatus: "consumer",
    company: null,
  });
  const listed = await listCustomers(staff, ListCustomers.parse({ group: "wholesale" }));
  expect(listed.items.map((customer) => customer.id)).toEqual([id]);
  expect((await listGroups(staff, {})).items).toEqual([
    { handle: "wholesale", name: "Wholesale", version: 1, members: 1 },
  ]);
  const renamed = await setGroup(staff, { handle: "wholesale", name: "Trade", version: 1 });
  await expect(setGroup(staff, { handle: "wholesale", name: "Old", version: 1 })).rejects.toMatchObject({
    code: "customers.stale",
  });
  expect(renamed.items[0]?.version).toBe(2);
  await removeGroup(staff, { handle: "wholesale", version: 2 });
  expect((await buyerOf(staff.db, id)).groups).toEqual([]);
  await expect(removeGroup(staff, { handle: "wholesale", version: 2 })).rejects.toMatchObject({ kind: "not_found" });
});

test("a customer buys for one company at most, and only while it is active", async () => {
  const staff = shop.staff("support");
  const open = (name: string) => createCompany(staff, CreateCompany.parse({ name, taxId: "DE 136 695 976" }));
  const [one, other] = [await open("One"), await open("Other")];
  const id = await buy("member@example.com", "Mia");
  const join = (companyId: Id<"cmp">) => addCompanyMember(staff, { companyId, customerId: id });
  const joined = await Promise.allSettled([join(one.id), join(other.id)]);
  expect(joined.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(joined.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "customers.has_company" },
  });
  const { companyAccount, version } = await getCustomer(staff, { id });
  const companyId = companyAccount?.id ?? one.id;
  // Asked again it is the same; and the customer's own page has another version.
  expect([(await join(companyId)).members, version]).toEqual([1, 2]);
  expect((await buyerOf(staff.db, id)).company).toMatchObject({
    id: companyId,
    taxId: { taxId: "DE136695976", verdict: "valid", register: null },
  });
  const listed = await listCustomers(staff, ListCustomers.parse({ companyId }));
  expect(listed.items.map((customer) => customer.id)).toEqual([id]);

  const change = (more: object) => updateCompany(staff, UpdateCompany.parse({ id: companyId, version: 1, ...more }));
  expect(await change({ status: "inactive", taxId: null })).toEqual({ id: companyId, version: 2 });
  await expect(change({ name: "Late" })).rejects.toMatchObject({ code: "customers.stale", details: { current: 2 } });
  expect((await buyerOf(staff.db, id)).company).toBeNull();
  expect(await getCompany(staff, { id: companyId })).toMatchObject({ status: "inactive", taxId: null, members: 1 });
  await removeCompanyMember(staff, { companyId, customerId: id });
  await expect(removeCompanyMember(staff, { companyId, customerId: id })).rejects.toMatchObject({ kind: "not_found" });

  await join(one.id);
  await removeCompany(staff, { id: one.id, version: one.id === companyId ? 2 : 1 });
  expect((await getCustomer(staff, { id })).companyAccount).toBeNull();
  const left = await listCompanies(staff, ListCompanies.parse({ text: "the" }));
  expect(left.items.map(({ name, members }) => [name, members])).toEqual([["Other", 0]]);
  await expect(createCompany(shop.staff("viewer"), CreateCompany.parse({ name: "Not theirs" }))).rejects.toMatchObject({
    kind: "forbidden",
  });
});

test("nobody is exempt without evidence, no business without a tax id, and viewers change nothing", async () => {
  const id = await buy("tax@example.com", "Tara");
  const staff = shop.staff("support");
  await expect(updateCustomer(staff, { id, version: 1, taxStatus: "exempt" })).rejects.toMatchObject({
    code: "customers.evidence_missing",
  });
  await expect(updateCustomer(staff, { id, version: 1, taxStatus: "business" })).rejects.toMatchObject({
    code: "customers.tax_id_missing",
  });
  const business = await updateCustomer(staff, { id, version: 1, taxStatus: "business", taxId: "DE123456789" });
  expect(business).toMatchObject({ taxStatus: "business", version: 2 });
  await expect(updateCustomer(staff, { id, version: 2, taxId: null })).rejects.toMatchObject({ kind: "invalid" });
  await expect(updateCustomer(shop.staff("viewer"), { id, version: 2, name: "X" })).rejects.toMatchObject({
    code: "auth.not_allowed",
  });
});
