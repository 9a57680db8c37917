import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeAt, fromBase32, logIn as logInStaff, me as staffMe, sessionActor, stepOf } from "../staff/index.ts";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { goodPassword, signedUp } from "../testing/people.ts";
import { beginSetUp } from "./begin-set-up.ts";
import { createOperator } from "./create-operator.ts";
import { listOperatorAudit } from "./list-audit.ts";
import { listOperators } from "./list-operators.ts";
import { logInOperator } from "./log-in.ts";
import { logOutOperator } from "./log-out.ts";
import { operatorMe } from "./me.ts";
import { revokeOperator } from "./revoke-operator.ts";
import { CreateOperator, OperatorLogIn } from "./schemas.ts";
import { operatorActor, operatorSessionSeconds } from "./session-actor.ts";
import { setUp } from "./set-up.ts";
import { verifyOperatorAudit } from "./verify-audit.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const codeOf = (secret: string): string => codeAt(fromBase32(secret), stepOf(world.clock.now()));
const later = (): void => world.clock.advance(60);
const actorOf = (token: string) => operatorActor(world.service().db, token, world.clock.now());
const create = (email: string) => createOperator(world.service(), CreateOperator.parse({ email, name: "Ada" }));

/** Somebody who is an operator, with the secret that the app holds. */
async function operator(email: string): Promise<string> {
  const { setUpToken } = await create(email);
  const { secret } = await beginSetUp(world.caller(), { token: setUpToken });
  await setUp(world.caller(), { token: setUpToken, password: goodPassword, code: codeOf(secret) });
  later();
  return secret;
}

async function entered(email: string, secret: string): Promise<string> {
  const given = OperatorLogIn.parse({ email, password: goodPassword, code: codeOf(secret) });
  const { sessionToken } = await logInOperator(world.caller(), given);
  later();
  return sessionToken;
}

describe("setting up", () => {
  test("wants password and code together, by a link that works once", async () => {
    const { operatorId, setUpToken } = await create("ada@platform.test");
    const begun = await beginSetUp(world.caller(), { token: setUpToken });
    expect(begun).toMatchObject({ email: "ada@platform.test", name: "Ada" });
    expect(await beginSetUp(world.caller(), { token: setUpToken })).toEqual(begun);
    const given = { token: setUpToken, password: goodPassword };
    await expect(setUp(world.caller(), { ...given, code: "000000" })).rejects.toEqual(refused("operators.wrong_code"));
    await expect(
      setUp(world.caller(), { ...given, password: "password12", code: codeOf(begun.secret) }),
    ).rejects.toEqual(refused("staff.password_too_common"));
    const both = await Promise.allSettled(
      [1, 2].map(() => setUp(world.caller(), { ...given, code: codeOf(begun.secret) })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "fulfilled")).toMatchObject({ value: { operatorId } });
    await expect(beginSetUp(world.caller(), { token: setUpToken })).rejects.toEqual(refused("operators.link_used_up"));
    later();
    const token = await entered("ada@platform.test", begun.secret);
    expect(await actorOf(token)).toEqual({ kind: "operator", operatorId });
  });

  test("ends with the hour, and keeps nothing that opens anything in the database", async () => {
    const { setUpToken } = await create("hour@platform.test");
    const { secret } = await beginSetUp(world.caller(), { token: setUpToken });
    const { rows } = await world.database.owner.query<{ row: string }>(
      `select o::text as row from "${world.service().db.schema}".operators o
       union all select a::text from "${world.service().db.schema}".audit_entries a`,
    );
    const stored = rows.map(({ row }) => row).join("\n");
    expect(stored).not.toContain(setUpToken);
    expect(stored).not.toContain(secret);
    world.clock.advance(3601);
    await expect(
      setUp(world.caller(), { token: setUpToken, password: goodPassword, code: codeOf(secret) }),
    ).rejects.toEqual(refused("operators.link_used_up"));
  });

  test("done anew drops password, app and sessions of before", async () => {
    const secret = await operator("anew@platform.test");
    const token = await entered("anew@platform.test", secret);
    const again = await create("anew@platform.test");
    expect(await actorOf(token)).toEqual({ kind: "anonymous" });
    await expect(entered("anew@platform.test", secret)).rejects.toEqual(refused("operators.wrong_credentials"));
    expect((await beginSetUp(world.caller(), { token: again.setUpToken })).secret).not.toBe(secret);
  });

  test("is begun in the shell alone", async () => {
    const actor = await actorOf(await entered("root@platform.test", await operator("root@platform.test")));
    for (const caller of [world.caller(), world.caller({ actor })]) {
      const made = createOperator(caller, CreateOperator.parse({ email: "eve@platform.test", name: "Eve" }));
      await expect(made).rejects.toMatchObject({ kind: caller.actor.kind === "operator" ? "not_found" : "forbidden" });
    }
  });
});

describe("logging in", () => {
  test("wants all three, and says of none which was wrong", async () => {
    const secret = await operator("bo@platform.test");
    const given = { email: "bo@platform.test", password: goodPassword, code: codeOf(secret) };
    for (const wrong of [{ email: "no@platform.test" }, { password: "falsch falsch" }, { code: "000000" }]) {
      await expect(logInOperator(world.caller(), { ...given, ...wrong })).rejects.toEqual(
        refused("operators.wrong_credentials"),
      );
    }
    const both = await Promise.allSettled([1, 2].map(() => logInOperator(world.caller(), given)));
    expect(both.map(({ status }) => status).toSorted(), "a code is good once").toEqual(["fulfilled", "rejected"]);
  });

  test("lasts a working day, whatever is done, and ends by logging out", async () => {
    const secret = await operator("cy@platform.test");
    const token = await entered("cy@platform.test", secret);
    world.clock.advance(operatorSessionSeconds - 120);
    expect(await actorOf(token)).toMatchObject({ kind: "operator" });
    world.clock.advance(120);
    expect(await actorOf(token)).toEqual({ kind: "anonymous" });
    const another = await entered("cy@platform.test", secret);
    await logOutOperator(world.caller({ sessionToken: another }), {});
    expect(await actorOf(another)).toEqual({ kind: "anonymous" });
  });

  test("is counted: whoever guesses is stopped", async () => {
    const secret = await operator("di@platform.test");
    const guess = () =>
      logInOperator(world.caller({ clientAddress: "192.0.2.7" }), {
        email: "di@platform.test",
        password: "falsch falsch",
        code: "000000",
      });
    for (let i = 0; i < 5; i++) await expect(guess()).rejects.toEqual(refused("operators.wrong_credentials"));
    await expect(guess()).rejects.toEqual(refused("staff.too_many_attempts"));
    expect(await entered("di@platform.test", secret)).not.toBe("");
  });
});

describe("operators and merchants", () => {
  test("are never one another: neither password nor session passes", async () => {
    const email = "both@platform.test";
    const secret = await operator(email);
    const merchant = await signedUp(world, email, "Both");
    const merchantToken = merchant.sessionToken ?? "";
    expect(await actorOf(merchantToken)).toEqual({ kind: "anonymous" });
    const token = await entered(email, secret);
    expect(await sessionActor(world.service().db, token, world.clock.now())).toEqual({ kind: "anonymous" });
    const actor = await actorOf(token);
    await expect(staffMe(world.caller({ actor }), {})).rejects.toMatchObject({ code: "auth.not_allowed" });
    await expect(operatorMe(merchant, {})).rejects.toMatchObject({ kind: "not_found" });
    await revokeOperator(world.service(), { email });
    await logInStaff(world.caller(), { email, password: goodPassword, code: null });
  });
});

describe("revoking", () => {
  test("takes every way in at once, and the list says so", async () => {
    const secret = await operator("ex@platform.test");
    const token = await entered("ex@platform.test", secret);
    const { setUpToken } = await create("half@platform.test");
    for (const email of ["ex@platform.test", "half@platform.test"]) await revokeOperator(world.service(), { email });
    expect(await actorOf(token)).toEqual({ kind: "anonymous" });
    await expect(entered("ex@platform.test", secret)).rejects.toEqual(refused("operators.wrong_credentials"));
    await expect(beginSetUp(world.caller(), { token: setUpToken })).rejects.toEqual(refused("operators.link_used_up"));
    await expect(revokeOperator(world.service(), { email: "ex@platform.test" })).rejects.toMatchObject({
      kind: "not_found",
    });
    const states = (await listOperators(world.service(), {})).items.map(({ email, state }) => [email, state]);
    expect(states).toContainEqual(["ex@platform.test", "revoked"]);
    expect(states).toContainEqual(["ada@platform.test", "active"]);
  });
});

describe("the operators' log", () => {
  test("holds what operators did and not what merchants did, page by page, and shows a forgery", async () => {
    await signedUp(world, "someone@shop.test", "Someone");
    const actor = await actorOf(await entered("root@platform.test", await operator("root@platform.test")));
    const caller = world.caller({ actor });
    const first = await listOperatorAudit(caller, { first: 3, after: null, subject: null });
    expect(first.items).toHaveLength(3);
    expect(first.items[0]).toMatchObject({ action: "operators.log_in", actorName: "Ada" });
    const rest = await listOperatorAudit(caller, { first: 100, after: first.next, subject: null });
    expect(rest.next).toBeNull();
    const all = [...first.items, ...rest.items];
    const made = all.find(({ action }) => action === "operators.create");
    expect(made, "by the shell").toMatchObject({ actorKind: "service", actorName: null });
    expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => b - a));
    expect(new Set(all.map(({ action }) => action.split(".")[0]))).toEqual(new Set(["operators"]));
    expect(await verifyOperatorAudit(caller, {})).toEqual({ intact: true, brokenAt: null });
    const forged = all.at(-1)?.seq ?? 0;
    await world.database.owner.query(
      `update "${world.service().db.schema}".audit_entries set subject = 'nobody' where seq = $1`,
      [forged],
    );
    expect(await verifyOperatorAudit(caller, {})).toEqual({ intact: false, brokenAt: forged });
  });
});
