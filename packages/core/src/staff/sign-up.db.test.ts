import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { goodPassword, loggedIn, signedUp, signUpForm, takeMails, tokenIn } from "../testing/people.ts";
import { logIn } from "./log-in.ts";
import { me } from "./me.ts";
import { signUp } from "./sign-up.ts";
import { verifyEmail } from "./verify-email.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const rows = async (sql: string) => {
  const { schema } = world.service().db;
  return (await world.database.owner.query(sql.replaceAll("{control}", `"${schema}"`))).rows;
};

describe("signing up", () => {
  test("makes an owner of a shop to be opened; the mailed link proves the address once", async () => {
    expect(await signUp(world.caller(), signUpForm())).toEqual({ email: "anna@shop.test" });
    await expect(
      logIn(world.caller(), { email: "anna@shop.test", password: goodPassword, code: null }),
    ).rejects.toMatchObject({
      code: "staff.email_not_verified",
    });
    const mails = await takeMails(world);
    expect(mails.map(({ kind, to, language }) => [kind, to, language])).toEqual([
      ["verify_email", "anna@shop.test", "en"],
      ["verify_email", "anna@shop.test", "en"],
    ]);
    expect(mails[0]?.values).toMatchObject({ shop: "Lampen Nord", name: "Anna Berg" });
    await verifyEmail(world.caller(), { token: tokenIn(mails[0]) });
    for (const mail of mails) {
      await expect(verifyEmail(world.caller(), { token: tokenIn(mail) })).rejects.toMatchObject({
        code: "staff.link_used_up",
      });
    }
    const caller = await loggedIn(world, "anna@shop.test");
    const { user, memberships } = await me(caller, {});
    expect(user).toMatchObject({ email: "anna@shop.test", name: "Anna Berg" });
    expect(memberships).toMatchObject([{ slug: "lampen-nord", region: "eu", status: "provisioning", role: "owner" }]);
  });

  test("with a known address and its password adds a shop; with another password nothing; the answer is the same", async () => {
    await signedUp(world, "bert@shop.test", "Bert eins");
    const right = await signUp(world.caller(), signUpForm({ email: "Bert@Shop.test", shopName: "Bert zwei" }));
    const wrong = await signUp(
      world.caller(),
      signUpForm({ email: "bert@shop.test", shopName: "Bert drei", password: "ein anderes passwort" }),
    );
    const fresh = await signUp(world.caller(), signUpForm({ email: "neu@shop.test", shopName: "Neu" }));
    expect(right).toEqual({ email: "bert@shop.test" });
    expect(wrong).toEqual({ email: "bert@shop.test" });
    expect(Object.keys(fresh)).toEqual(Object.keys(wrong));
    const mails = await takeMails(world);
    expect(mails.map(({ kind, to }) => [kind, to])).toEqual([
      ["already_registered", "bert@shop.test"],
      ["already_registered", "bert@shop.test"],
      ["verify_email", "neu@shop.test"],
    ]);
    const { memberships } = await me(await loggedIn(world, "bert@shop.test"), {});
    expect(memberships.map((membership) => membership.name)).toEqual(["Bert eins", "Bert zwei"]);
  });

  test("repeated with the same idempotency key makes one shop, and no hash of the password is stored but the slow one", async () => {
    const form = signUpForm({ email: "cleo@shop.test", shopName: "Cleo" });
    await signUp(world.caller({ idempotencyKey: "cleo-1" }), form);
    await signUp(world.caller({ idempotencyKey: "cleo-1" }), form);
    expect(await rows("select 1 from {control}.tenants where name = 'Cleo'")).toHaveLength(1);
    const [one, two] = await rows(`select fingerprint from {control}.idempotency_keys where key = 'cleo-1'`);
    await signUp(world.caller({ idempotencyKey: "cleo-1" }), { ...form, password: "ein anderes passwort" });
    expect(two).toBeUndefined();
    expect(await rows(`select fingerprint from {control}.idempotency_keys where key = 'cleo-1'`)).toEqual([one]);
  });

  test("20 people at once with one shop name get 20 shops with slugs of their own", async () => {
    const emails = Array.from({ length: 20 }, (_, i) => `viele${i}@shop.test`);
    await Promise.all(emails.map((email) => signUp(world.caller(), signUpForm({ email, shopName: "Viele Lampen" }))));
    const slugs = (await rows("select slug from {control}.tenants where name = 'Viele Lampen'")).map(
      ({ slug }) => slug,
    );
    expect(new Set(slugs).size).toBe(20);
    expect(slugs).toContain("viele-lampen");
    for (const slug of slugs) expect(slug).toMatch(/^viele-lampen(-[a-z2-9]{5})?$/);
  }, 60_000);

  test("one address at once many times makes one account", async () => {
    const tries = Array.from({ length: 5 }, (_, i) =>
      signUp(world.caller(), signUpForm({ email: "eine@shop.test", shopName: `Eine ${i}` })),
    );
    for (const result of await Promise.allSettled(tries)) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "staff.try_again" });
    }
    expect(await rows("select 1 from {control}.users where email = 'eine@shop.test'")).toHaveLength(1);
  });

  test.each([
    ["Admin", /^admin-[a-z2-9]{5}$/],
    ["東京", /^shop-[a-z2-9]{5}$/],
  ])("the reserved name %s gets a suffix", async (shopName, slug) => {
    const email = `r${[...shopName].length}@shop.test`;
    await signUp(world.caller(), signUpForm({ email, shopName }));
    const [row] = await rows(`select slug from {control}.tenants where name = '${shopName}'`);
    expect(row?.slug).toMatch(slug);
  });

  test("names that look like another's are refused, whatever they are made of", async () => {
    await signUp(world.caller(), signUpForm({ email: "dora@shop.test", shopName: "Dora Modell" }));
    for (const [shopName, code] of [
      ["Dora Model1", "tenants.name_confusable"],
      ["Dora rnodell", "tenants.name_confusable"],
      ["paypa1", "tenants.name_confusable"],
      ["Dorа Modell", "tenants.name_mixed_scripts"],
      ["Dora\u202EModell", "tenants.name_hidden_characters"],
      ["xn--dora-5cd", "tenants.name_punycode"],
    ] as const) {
      const attempt = signUp(world.caller(), { ...signUpForm({ email: "evil@shop.test" }), shopName });
      await expect(attempt, shopName).rejects.toMatchObject({ kind: "invalid", code });
    }
    expect(await rows("select 1 from {control}.users where email = 'evil@shop.test'")).toHaveLength(0);
  });

  test("a common password is refused before anything else", async () => {
    await expect(
      signUp(world.caller(), signUpForm({ email: "x@shop.test", password: "password123" })),
    ).rejects.toMatchObject({
      code: "staff.password_too_common",
    });
  });

  test("too many from one network are refused, also when they come at once", async () => {
    const clientAddress = "192.0.2.9";
    const tries = Array.from({ length: 70 }, (_, i) =>
      signUp(world.caller({ clientAddress }), signUpForm({ email: `bot${i}@shop.test`, shopName: "paypa1" })),
    );
    const codes = (await Promise.allSettled(tries)).map((result) =>
      result.status === "rejected" ? result.reason.code : "done",
    );
    expect(codes.filter((code) => code === "staff.too_many_attempts")).toHaveLength(10);
  }, 60_000);
});
