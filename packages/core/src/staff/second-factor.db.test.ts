import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestControl, type TestCaller, type TestControl } from "../testing/control.ts";
import { goodPassword, loggedIn, signedUp, takeMails, tokenIn } from "../testing/people.ts";
import { transaction } from "../platform/db.ts";
import { markPlaced } from "../tenants/queries/directory.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { beginSecondFactor } from "./begin-second-factor.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { userOf } from "./caller.ts";
import { disableSecondFactor } from "./disable-second-factor.ts";
import { inviteMember } from "./invite-member.ts";
import { issueRegionToken } from "./issue-region-token.ts";
import { listMembers } from "./list-members.ts";
import { me } from "./me.ts";
import { codeAt, stepOf, stepSeconds } from "./one-time-code.ts";
import { markPushed, unpushedRevocations } from "./queries/revocations.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import { requireSecondFactor } from "./require-second-factor.ts";
import { fromBase32 } from "./rules/base32.ts";
import { sessionActor } from "./session-actor.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const given = { password: goodPassword };
const later = (): void => world.clock.advance(stepSeconds * 2);
const codeOf = (secret: string): string => codeAt(fromBase32(secret), stepOf(world.clock.now()));
const enter = (email: string, code: string | null) => loggedIn(world, email, goodPassword, code);
const refused = (code: string) => expect.objectContaining({ code });

/** Whose tokens for the shop the region is about to be told to refuse; asked for once. */
async function shutOut(tenantId: string): Promise<string[]> {
  const { db } = world.service();
  const told = (await unpushedRevocations(db, 500)).filter((one) => one.tenantId === tenantId);
  for (const one of told) await markPushed(db, one);
  return told.map(({ userId }) => userId);
}

interface Enrolled {
  readonly caller: TestCaller;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

async function enrolled(email: string): Promise<Enrolled> {
  const caller = await signedUp(world, email, `Shop of ${email.split("@")[0]}`);
  const { secret } = await beginSecondFactor(caller, given);
  const { recoveryCodes } = await confirmSecondFactor(caller, { code: codeOf(secret) });
  later();
  return { caller, secret, recoveryCodes };
}

describe("setting it up", () => {
  test("wants the password, keeps the secret until the first code, and then only sealed", async () => {
    const caller = await signedUp(world, "anna@shop.test", "Anna");
    await expect(beginSecondFactor(caller, { password: "falsch falsch" })).rejects.toEqual(
      refused("staff.wrong_password"),
    );
    const { secret, uri } = await beginSecondFactor(caller, given);
    expect(uri).toContain(`secret=${secret}`);
    expect(await beginSecondFactor(caller, given)).toEqual({ secret, uri });
    expect((await me(caller, {})).user).toMatchObject({ secondFactor: false, recoveryCodesLeft: 0 });
    // Until a code proved the app, the password alone is enough: nobody locks themselves out.
    await enter("anna@shop.test", null);
    await expect(confirmSecondFactor(caller, { code: "000000" })).rejects.toEqual(refused("staff.wrong_code"));
    const { recoveryCodes } = await confirmSecondFactor(caller, { code: codeOf(secret) });
    expect(recoveryCodes).toHaveLength(10);
    expect((await me(caller, {})).user).toMatchObject({ secondFactor: true, recoveryCodesLeft: 10 });
    await expect(beginSecondFactor(caller, given)).rejects.toEqual(refused("staff.second_factor_on"));
    const { schema } = world.service().db;
    const { rows } = await world.database.owner.query<{ row: string }>(
      `select s::text as row from "${schema}".second_factors s union all select r::text from "${schema}".recovery_codes r
       union all select a::text from "${schema}".audit_entries a`,
    );
    const stored = rows.map(({ row }) => row).join("\n");
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll("-", ""))])
      expect(stored).not.toContain(text);
  });

  test("ends sessions that were opened with the password alone, but the own one", async () => {
    const caller = await signedUp(world, "bert@shop.test", "Bert");
    const other = await loggedIn(world, "bert@shop.test");
    const { secret } = await beginSecondFactor(caller, given);
    await confirmSecondFactor(caller, { code: codeOf(secret) });
    const actorOf = async ({ sessionToken }: TestCaller) =>
      (await sessionActor(world.service().db, sessionToken ?? "", world.clock.now())).kind;
    expect([await actorOf(caller), await actorOf(other)]).toEqual(["user", "anonymous"]);
  });

  test("of confirmations at the same time one turns it on", async () => {
    const caller = await signedUp(world, "cleo@shop.test", "Cleo");
    const { secret } = await beginSecondFactor(caller, given);
    const code = codeOf(secret);
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => confirmSecondFactor(caller, { code })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await me(caller, {})).user.recoveryCodesLeft).toBe(10);
  });
});

describe("logging in", () => {
  test("asks for a code only after the right password, and takes each code once", async () => {
    const { secret } = await enrolled("dora@shop.test");
    await expect(loggedIn(world, "dora@shop.test", "falsch falsch")).rejects.toEqual(
      refused("staff.wrong_credentials"),
    );
    await expect(enter("dora@shop.test", null)).rejects.toEqual(refused("staff.code_wanted"));
    const code = codeOf(secret);
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => enter("dora@shop.test", code)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(enter("dora@shop.test", code)).rejects.toEqual(refused("staff.wrong_code"));
    later();
    expect((await enter("dora@shop.test", codeOf(secret))).actor.kind).toBe("user");
  });

  test("takes a recovery code once, however it is typed", async () => {
    const { caller, recoveryCodes } = await enrolled("emil@shop.test");
    const [one = "", two = ""] = recoveryCodes;
    const results = await Promise.allSettled([1, 2, 3].map(() => enter("emil@shop.test", one)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await enter("emil@shop.test", ` ${two.replaceAll("-", " ").toUpperCase()} `);
    expect((await me(caller, {})).user.recoveryCodesLeft).toBe(8);
    const renewed = await renewRecoveryCodes(caller, given);
    await expect(enter("emil@shop.test", recoveryCodes[2] ?? "")).rejects.toEqual(refused("staff.wrong_code"));
    await enter("emil@shop.test", renewed.recoveryCodes[0] ?? "");
  });

  test("another person's recovery code opens nothing", async () => {
    const fritz = await enrolled("fritz@shop.test");
    await enrolled("gina@shop.test");
    await expect(enter("gina@shop.test", fritz.recoveryCodes[0] ?? "")).rejects.toEqual(refused("staff.wrong_code"));
    expect((await me(fritz.caller, {})).user.recoveryCodesLeft).toBe(10);
  });

  test("stops guessing codes after ten tries, from wherever they come, for a quarter of an hour", async () => {
    const { secret } = await enrolled("hans@shop.test");
    const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => enter("hans@shop.test", "123456")));
    const codes = guesses.map((guess) =>
      guess.status === "rejected" ? (guess.reason as { code: string }).code : "in",
    );
    expect(codes.filter((code) => code === "staff.too_many_attempts").length).toBe(2);
    await expect(enter("hans@shop.test", codeOf(secret))).rejects.toEqual(refused("staff.too_many_attempts"));
    world.clock.advance(900);
    expect((await enter("hans@shop.test", codeOf(secret))).actor.kind).toBe("user");
  });
});

test("turning it off wants the password, and then the password is enough", async () => {
  const { caller } = await enrolled("ida@shop.test");
  await expect(disableSecondFactor(caller, { password: "falsch falsch" })).rejects.toEqual(
    refused("staff.wrong_password"),
  );
  await disableSecondFactor(caller, given);
  await expect(disableSecondFactor(caller, given)).rejects.toEqual(refused("staff.no_second_factor"));
  await expect(renewRecoveryCodes(caller, given)).rejects.toEqual(refused("staff.no_second_factor"));
  expect((await enter("ida@shop.test", null)).actor.kind).toBe("user");
});

describe("a shop that wants one", () => {
  test("is for the owner to say, who has one already; it then lets nobody in without", async () => {
    const { caller: owner } = await enrolled("jana@shop.test");
    const tenantId = (await me(owner, {})).memberships[0]?.tenantId ?? "ten_";
    await transaction(world.service().db, (tx) =>
      markPlaced(tx, tenantId, { cell: "a", schema: "t_test", step: null }),
    );
    await inviteMember(owner, { tenantId, email: "kurt@shop.test", role: "admin", locales: null });
    const token = tokenIn((await takeMails(world)).find((mail) => mail.kind === "invitation"));
    await acceptInvitation(world.caller(), { token, account: { name: "Kurt", password: goodPassword } });
    const admin = await loggedIn(world, "kurt@shop.test");
    await issueRegionToken(admin, { tenantId });

    await expect(requireSecondFactor(admin, { tenantId, required: true })).rejects.toMatchObject({ kind: "forbidden" });
    await requireSecondFactor(owner, { tenantId, required: true });
    // Whom it is closed to leaves at once, and nobody else.
    expect(await shutOut(tenantId)).toEqual([userOf(admin)]);
    await expect(issueRegionToken(admin, { tenantId })).rejects.toEqual(refused("staff.second_factor_required"));
    expect((await me(admin, {})).memberships[0]).toMatchObject({ secondFactorRequired: true });
    const { members, secondFactorRequired } = await listMembers(owner, { tenantId });
    expect(secondFactorRequired).toBe(true);
    expect(members.map(({ role, secondFactor }) => [role, secondFactor])).toEqual([
      ["owner", true],
      ["admin", false],
    ]);

    const { secret } = await beginSecondFactor(admin, given);
    await confirmSecondFactor(admin, { code: codeOf(secret) });
    expect(await issueRegionToken(admin, { tenantId })).toMatchObject({ role: "admin" });
    await disableSecondFactor(admin, given);
    expect(await shutOut(tenantId)).toEqual([userOf(admin)]);
    await expect(issueRegionToken(admin, { tenantId })).rejects.toEqual(refused("staff.second_factor_required"));
    await requireSecondFactor(owner, { tenantId, required: false });
    expect(await shutOut(tenantId)).toEqual([]);
    await issueRegionToken(admin, { tenantId });
  });

  test("is not found by strangers, and not asked for by an owner without one", async () => {
    const owner = await signedUp(world, "lena@shop.test", "Lena");
    const tenantId = (await me(owner, {})).memberships[0]?.tenantId ?? "ten_";
    await expect(requireSecondFactor(owner, { tenantId, required: true })).rejects.toEqual(
      refused("staff.own_factor_first"),
    );
    const { caller: stranger } = await enrolled("moritz@shop.test");
    await expect(requireSecondFactor(stranger, { tenantId, required: true })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});
