import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import { transaction } from "../platform/db.ts";
import { infra } from "../platform/infra-tables.ts";
import { unpublishedEvents } from "../platform/sweeps.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import {
  addAddress,
  changeAddress,
  findOrCreateCustomer,
  getAccount,
  listAddresses,
  logIn,
  logOut,
  mailOf,
  mailSent,
  register,
  removeAddress,
  requestReset,
  resetPassword,
  sessionCustomer,
  updateAccount,
  verifyAccount,
  type VisitorCtx,
} from "./index.ts";
import { Register } from "./schemas.ts";

const password = "a long enough pass-phrase";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

let places = 0;
const visitor = (from = `198.51.100.${(places++ % 250) + 1}`): VisitorCtx => ({
  ...shop.shopper(),
  customerToken: null,
  clientAddress: from,
});

/** The mails that have become due since the last call. */
async function mails() {
  const ctx = shop.service();
  const events = await unpublishedEvents(ctx.db, 100);
  const due = events.filter((event) => event.type === "customer.mail_due");
  const found = [];
  for (const event of due) {
    const mail = await mailOf(ctx, event.aggregateId);
    await mailSent(ctx, event.aggregateId, mail);
    if (mail !== null) found.push(mail);
    await infra(ctx.db)
      .updateTable("outbox_events")
      .set({ published_at: ctx.now() })
      .where("id", "=", event.id)
      .execute();
  }
  return found;
}

const wanted = (email: string) => Register.parse({ email, password, name: "Ada", locale: "de" });

async function account(email: string): Promise<{ ctx: VisitorCtx; id: Id<"cus">; token: string }> {
  await register(visitor(), wanted(email));
  const token = (await mails()).find((mail) => mail.to === email)?.token ?? "";
  await verifyAccount(visitor(), { token });
  const session = await logIn(visitor(), { email, password });
  const { id } = session.customer;
  return { id, token: session.token, ctx: { ...visitor(), ...shop.customer(id), customerToken: session.token } };
}

describe("an account", () => {
  test("opens with the mailed link alone, once, and takes the guest's orders over", async () => {
    const email = "guest@example.com";
    const guest = await transaction(shop.service().db, (tx) =>
      findOrCreateCustomer(tx, { customerId: null, email, name: "Guest", locale: "en" }, shop.clock.now()),
    );
    await register(visitor(), wanted(email));
    await expect(logIn(visitor(), { email, password })).rejects.toMatchObject({ code: "customers.email_not_verified" });
    await expect(logIn(visitor(), { email, password: "not this one at all" })).rejects.toMatchObject({
      code: "customers.wrong_credentials",
    });
    const [mail] = await mails();
    expect(mail).toMatchObject({ kind: "verify", to: email, name: "Ada", locale: "de" });
    const token = mail?.token ?? "";
    const opened = await Promise.allSettled([verifyAccount(visitor(), { token }), verifyAccount(visitor(), { token })]);
    expect(opened.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { customer } = await logIn(visitor(), { email, password });
    expect(customer).toMatchObject({ id: guest, name: "Ada", ordersCount: 1 });
  });

  test("answers the same for a known address, and tells its owner by mail", async () => {
    await account("known@example.com");
    const answers = [
      await register(visitor(), wanted("known@example.com")),
      await register(visitor(), wanted("new@example.com")),
    ];
    expect(answers).toEqual([{ email: "known@example.com" }, { email: "new@example.com" }]);
    expect((await mails()).map(({ kind, to, token }) => [kind, to, token !== null])).toEqual([
      ["already_registered", "known@example.com", false],
      ["verify", "new@example.com", true],
    ]);
  });

  test("is opened by whoever holds the session's token, until that ends", async () => {
    const { ctx, id, token } = await account("session@example.com");
    const at = () => sessionCustomer(ctx.db, token, shop.clock.now());
    expect(await at()).toBe(id);
    expect(await sessionCustomer(ctx.db, `${token}x`, shop.clock.now())).toBeUndefined();
    const other = await logIn(visitor(), { email: "session@example.com", password });
    await logOut(ctx, { everywhere: false });
    expect(await at()).toBeUndefined();
    expect(await sessionCustomer(ctx.db, other.token, shop.clock.now())).toBe(id);
    await logOut({ ...ctx, customerToken: null }, { everywhere: true });
    expect(await sessionCustomer(ctx.db, other.token, shop.clock.now())).toBeUndefined();
    const last = await logIn(visitor(), { email: "session@example.com", password });
    shop.clock.advance(31 * 24 * 3600);
    expect(await sessionCustomer(ctx.db, last.token, shop.clock.now())).toBeUndefined();
  });

  test("gets a new password by a mailed link, which ends every session; strangers get no mail", async () => {
    const { ctx, token } = await account("reset@example.com");
    const ask = (email: string) => requestReset(visitor(), { email, locale: null, returnUrl: null });
    expect(await ask("reset@example.com")).toEqual(await ask("stranger@example.com"));
    const sent = await mails();
    expect(sent.map(({ kind, to }) => [kind, to])).toEqual([["reset", "reset@example.com"]]);
    const link = sent[0]?.token ?? "";
    const changed = "another fine pass-phrase";
    await expect(resetPassword(visitor(), { token: link, password: "1234567890" })).rejects.toMatchObject({
      code: "customers.password_too_common",
    });
    await resetPassword(visitor(), { token: link, password: changed });
    await expect(resetPassword(visitor(), { token: link, password: changed })).rejects.toMatchObject({
      code: "customers.link_used_up",
    });
    expect(await sessionCustomer(ctx.db, token, shop.clock.now())).toBeUndefined();
    await expect(logIn(visitor(), { email: "reset@example.com", password })).rejects.toMatchObject({ kind: "invalid" });
    await logIn(visitor(), { email: "reset@example.com", password: changed });
    await ask("reset@example.com");
    shop.clock.advance(3601);
    expect(await mails()).toEqual([]);
  });

  test("cannot be guessed: attempts are counted by person and place, and a right one forgives", async () => {
    await account("limited@example.com");
    const at = visitor();
    const guess = (given: string) => logIn(at, { email: "limited@example.com", password: given });
    for (let n = 0; n < 9; n++) await expect(guess("wrong one")).rejects.toMatchObject({ kind: "invalid" });
    await guess(password);
    for (let n = 0; n < 10; n++) await expect(guess("wrong one")).rejects.toMatchObject({ kind: "invalid" });
    await expect(guess(password)).rejects.toMatchObject({ kind: "limit", code: "customers.too_many_attempts" });
    await logIn(visitor("203.0.113.9"), { email: "limited@example.com", password });
  });
});

describe("whoever is logged in", () => {
  test("changes the own data, and each choice about mails is kept with its words", async () => {
    const { ctx } = await account("own@example.com");
    await updateAccount(ctx, { name: "Ada L.", phone: "+49 30 1234", company: null });
    const wording = "Schreiben Sie mir von Neuem.";
    await updateAccount(ctx, { marketing: { agreed: true, wording } });
    await updateAccount(ctx, { marketing: { agreed: true, wording: "again" } });
    const seen = await getAccount(ctx, {});
    expect(seen).toMatchObject({ name: "Ada L.", phone: "+49 30 1234", marketing: { agreed: true, wording } });
    const taken = await updateAccount(ctx, { marketing: { agreed: false, wording: "Keine Mails" } });
    expect(taken.marketing).toMatchObject({ agreed: false, source: "account" });
  });

  test("keeps an address book of one's own, with one default", async () => {
    const address = {
      name: "Ada",
      company: null,
      line1: "Weg 1",
      line2: null,
      postalCode: "10115",
      city: "Berlin",
      region: null,
      country: "DE",
      phone: null,
    } as const;
    const { ctx } = await account("book@example.com");
    const stranger = (await account("stranger-book@example.com")).ctx;
    const first = await addAddress(ctx, { address, isDefault: false });
    const second = await addAddress(ctx, { address: { ...address, city: "Bonn" }, isDefault: true });
    expect(second.items.map((entry) => entry.isDefault)).toEqual([false, true]);
    const id = first.items[0]?.id ?? "adr_";
    await expect(changeAddress(stranger, { id, isDefault: true })).rejects.toMatchObject({ kind: "not_found" });
    await expect(removeAddress(stranger, { id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(changeAddress(ctx, { id, address: { ...address, postalCode: "1" } })).rejects.toMatchObject({
      code: "customers.address_invalid",
      details: { fields: [{ path: "address.postalCode", message: "malformed" }] },
    });
    const changed = await changeAddress(ctx, { id, isDefault: true });
    expect(changed.items.map((entry) => entry.isDefault)).toEqual([true, false]);
    const left = await removeAddress(ctx, { id });
    expect(left.items.map((entry) => [entry.address.city, entry.isDefault])).toEqual([["Bonn", true]]);
    expect((await listAddresses(stranger, {})).items).toEqual([]);
  });

  test("is nobody without the account: guests and staff are told to log in", async () => {
    await expect(getAccount(visitor(), {})).rejects.toMatchObject({ code: "auth.customer_required" });
    await expect(getAccount(shop.staff(), {})).rejects.toMatchObject({ code: "auth.not_allowed" });
  });
});
