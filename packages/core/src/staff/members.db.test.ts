import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashSecret } from "../platform/secrets.ts";
import { openTestControl, type TestCaller, type TestControl } from "../testing/control.ts";
import { goodPassword, loggedIn, signedUp, signUpForm, takeMails, tokenIn } from "../testing/people.ts";
import { testSettings } from "../testing/tenant.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { userOf } from "./caller.ts";
import { changeRole } from "./change-role.ts";
import { getInvitation } from "./get-invitation.ts";
import { inviteMember } from "./invite-member.ts";
import { issueRegionToken } from "./issue-region-token.ts";
import { listMembers } from "./list-members.ts";
import { logIn } from "./log-in.ts";
import { logOut } from "./log-out.ts";
import { me } from "./me.ts";
import { removeMember } from "./remove-member.ts";
import type { Role } from "./schemas.ts";
import { signUp } from "./sign-up.ts";

let world: TestControl;
let owner: TestCaller;
let tenantId: `ten_${string}`;
beforeAll(async () => {
  world = await openTestControl({ ...testSettings(), firstPlan: "unlimited" });
  owner = await signedUp(world, "owner@shop.test", "Lampen");
  tenantId = (await shopsOf(owner))[0] ?? "ten_";
});
afterAll(() => world.close());

const shopsOf = async (caller: TestCaller) =>
  (await me(caller, {})).memberships.map((membership) => membership.tenantId);
const account = { name: "Neu", password: goodPassword };

async function invited(email: string, role: Role, by = owner, shop = tenantId): Promise<string> {
  await inviteMember(by, { tenantId: shop, email, role, locales: null });
  return tokenIn((await takeMails(world)).find((mail) => mail.kind === "invitation"));
}

async function member(email: string, role: Role, shop = tenantId, by = owner): Promise<TestCaller> {
  await acceptInvitation(world.caller(), { token: await invited(email, role, by, shop), account });
  return loggedIn(world, email);
}

describe("invitations", () => {
  test("are seen and accepted by whoever holds the link, once", async () => {
    const token = await invited("edith@shop.test", "editor");
    expect(await getInvitation(world.caller(), { token })).toEqual({
      shopName: "Lampen",
      email: "edith@shop.test",
      role: "editor",
      newAccount: true,
    });
    await expect(acceptInvitation(world.caller(), { token, account: null })).rejects.toMatchObject({
      code: "staff.account_wanted",
    });
    const results = await Promise.allSettled([1, 2, 3].map(() => acceptInvitation(world.caller(), { token, account })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const edith = await loggedIn(world, "edith@shop.test");
    expect((await me(edith, {})).memberships).toMatchObject([{ tenantId, role: "editor" }]);
    await expect(getInvitation(world.caller(), { token })).rejects.toMatchObject({ code: "staff.link_used_up" });
  });

  test("let a person with a proven account join with the password as it was", async () => {
    const fritz = await signedUp(world, "fritz@shop.test", "Fritz");
    const token = await invited("fritz@shop.test", "viewer");
    expect(await getInvitation(world.caller(), { token })).toMatchObject({ newAccount: false });
    await acceptInvitation(world.caller(), { token, account: { name: "Other", password: "ein anderes passwort" } });
    expect(await shopsOf(fritz)).toContain(tenantId);
    expect((await me(fritz, {})).user.name).toBe("Anna Berg");
    expect((await loggedIn(world, "fritz@shop.test")).actor.kind).toBe("user");
    await expect(
      inviteMember(owner, { tenantId, email: "fritz@shop.test", role: "viewer", locales: null }),
    ).rejects.toMatchObject({
      code: "staff.already_member",
    });
  });

  test("give an address that somebody else entered to its owner: the stranger's password is gone", async () => {
    await signUp(
      world.caller(),
      signUpForm({ email: "gina@shop.test", shopName: "Squatted", password: "passwort des fremden" }),
    );
    const token = await invited("gina@shop.test", "admin");
    await acceptInvitation(world.caller(), { token, account });
    await expect(
      logIn(world.caller(), { email: "gina@shop.test", password: "passwort des fremden", code: null }),
    ).rejects.toMatchObject({
      code: "staff.wrong_credentials",
    });
    expect(await shopsOf(await loggedIn(world, "gina@shop.test"))).toContain(tenantId);
  });

  test("whose link was broken on the way say so", async () => {
    const whole = await invited("greta@shop.test", "viewer");
    for (const token of [whole.slice(0, -1), `${whole}=`, `${whole} `, "", "x".repeat(2_000)]) {
      const refused = { kind: "invalid", code: "staff.link_incomplete", details: { fields: ["token"] } };
      await expect(getInvitation(world.caller(), { token })).rejects.toMatchObject(refused);
      await expect(acceptInvitation(world.caller(), { token, account })).rejects.toMatchObject(refused);
    }
    expect(await getInvitation(world.caller(), { token: whole })).toMatchObject({ email: "greta@shop.test" });
  });

  test("renewed carry the new role; run out after a week", async () => {
    await invited("hugo@shop.test", "admin");
    const token = await invited("hugo@shop.test", "viewer");
    expect(await getInvitation(world.caller(), { token })).toMatchObject({ role: "viewer" });
    const { invitations } = await listMembers(owner, { tenantId });
    expect(invitations.filter((invitation) => invitation.email === "hugo@shop.test")).toHaveLength(1);
    world.clock.advance(7 * 24 * 3600);
    await expect(acceptInvitation(world.caller(), { token, account })).rejects.toMatchObject({
      code: "staff.link_used_up",
    });
  });
});

describe("roles", () => {
  test("nobody gives or takes a role above the own one", async () => {
    const admin = await member("admin@shop.test", "admin");
    const ownerId = userOf(owner);
    const aboveOwn = { kind: "forbidden", code: "staff.role_above_own" };
    await expect(
      inviteMember(admin, { tenantId, email: "new@shop.test", role: "owner", locales: null }),
    ).rejects.toMatchObject(aboveOwn);
    await expect(
      changeRole(admin, { tenantId, userId: userOf(admin), role: "owner", locales: null }),
    ).rejects.toMatchObject(aboveOwn);
    await expect(changeRole(admin, { tenantId, userId: ownerId, role: "viewer", locales: null })).rejects.toMatchObject(
      aboveOwn,
    );
    await expect(removeMember(admin, { tenantId, userId: ownerId })).rejects.toMatchObject(aboveOwn);
    const editor = await member("editor@shop.test", "editor");
    await changeRole(admin, { tenantId, userId: userOf(editor), role: "support", locales: null });
    await expect(listMembers(editor, { tenantId })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      changeRole(editor, { tenantId, userId: userOf(editor), role: "editor", locales: null }),
    ).rejects.toMatchObject(aboveOwn);
    await removeMember(editor, { tenantId, userId: userOf(editor) });
    expect(await shopsOf(editor)).toEqual([]);
  });

  test("the last owner stays, also when two owners remove each other at once", async () => {
    await expect(removeMember(owner, { tenantId, userId: userOf(owner) })).rejects.toMatchObject({
      code: "staff.last_owner",
    });
    await expect(
      changeRole(owner, { tenantId, userId: userOf(owner), role: "admin", locales: null }),
    ).rejects.toMatchObject({
      code: "staff.last_owner",
    });
    const first = await signedUp(world, "first@shop.test", "Zwei Inhaber");
    const shop = (await shopsOf(first))[0] ?? "ten_";
    const second = await member("second@shop.test", "owner", shop, first);
    const results = await Promise.allSettled([
      removeMember(first, { tenantId: shop, userId: userOf(second) }),
      removeMember(second, { tenantId: shop, userId: userOf(first) }),
      changeRole(first, { tenantId: shop, userId: userOf(first), role: "viewer", locales: null }),
    ]);
    const left = await Promise.all(
      [first, second].map(async (one) => (await me(one, {})).memberships.find(({ tenantId: id }) => id === shop)),
    );
    expect(left.filter((membership) => membership?.role === "owner")).toHaveLength(1);
    expect(results.some((result) => result.status === "rejected")).toBe(true);
  });

  test("another shop is not found, like one that does not exist", async () => {
    const stranger = await signedUp(world, "stranger@shop.test", "Fremde");
    const unknown = "ten_01k00000000000000000000000" as const;
    for (const shop of [tenantId, unknown]) {
      const calls = [
        () => listMembers(stranger, { tenantId: shop }),
        () => inviteMember(stranger, { tenantId: shop, email: "x@shop.test", role: "viewer", locales: null }),
        () => changeRole(stranger, { tenantId: shop, userId: userOf(owner), role: "viewer", locales: null }),
        () => removeMember(stranger, { tenantId: shop, userId: userOf(owner) }),
        () => issueRegionToken(stranger, { tenantId: shop }),
      ];
      for (const call of calls)
        await expect(call()).rejects.toMatchObject({ kind: "not_found", details: { what: "tenant" } });
    }
  });

  test("a shop that is not open yet gives no region token", async () => {
    await expect(issueRegionToken(owner, { tenantId })).rejects.toMatchObject({ code: "staff.shop_not_ready" });
  });

  /** Until a statement waits for a lock that another transaction holds. */
  const somebodyWaits = () =>
    expect
      .poll(async () => {
        const { rows } = await world.database.owner.query<{ waiting: number }>(
          `select count(*)::int as waiting from pg_stat_activity
           where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
        );
        return rows[0]?.waiting;
      })
      .toBe(1);

  test.each(["one session", "all sessions"])("nobody gets a region token while %s of the person end", async (what) => {
    const leaving = await member(`leaving-${what.slice(0, 3)}@shop.test`, "viewer");
    const client = await world.database.owner.connect();
    try {
      await client.query("begin");
      const [which, value] =
        what === "one session" ? ["hash", hashSecret(leaving.sessionToken ?? "")] : ["user_id", userOf(leaving)];
      const ended = await client.query(`delete from "${leaving.db.schema}".sessions where ${which} = $1`, [value]);
      expect(ended.rowCount).toBe(1);
      const asked = issueRegionToken(leaving, { tenantId }).catch((error: unknown) => error);
      await somebodyWaits();
      await client.query("commit");
      expect(await asked).toMatchObject({ kind: "forbidden", code: "auth.required" });
    } finally {
      client.release();
    }
  });

  test("logging out waits for a token that is just being issued, so that its revocation reaches it", async () => {
    const leaving = await member("quick@shop.test", "viewer");
    const client = await world.database.owner.connect();
    try {
      await client.query("begin");
      await client.query(`select 1 from "${leaving.db.schema}".sessions where user_id = $1 for share`, [
        userOf(leaving),
      ]);
      const out = logOut(leaving, {});
      await somebodyWaits();
      await client.query("commit");
      await out;
    } finally {
      client.release();
    }
    await expect(issueRegionToken(leaving, { tenantId })).rejects.toMatchObject({ code: "auth.required" });
  });

  test("nobody gets a region token while the role is just being taken away", async () => {
    const leaving = await member("leaving@shop.test", "viewer");
    const client = await world.database.owner.connect();
    try {
      await client.query("begin");
      await client.query(`delete from "${leaving.db.schema}".memberships where user_id = $1`, [userOf(leaving)]);
      const asked = issueRegionToken(leaving, { tenantId }).catch((error: unknown) => error);
      await somebodyWaits();
      await client.query("commit");
      expect(await asked).toMatchObject({ kind: "not_found" });
    } finally {
      client.release();
    }
  });
});
