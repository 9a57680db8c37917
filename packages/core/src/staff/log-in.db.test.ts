import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestControl, type TestControl } from "../testing/control.ts";
import { goodPassword, loggedIn, signedUp, takeMails, tokenIn } from "../testing/people.ts";
import { changeLanguage } from "./change-language.ts";
import { deliverMails } from "./deliver-mails.ts";
import { controlSweeps } from "./jobs.ts";
import { logIn } from "./log-in.ts";
import { logOut } from "./log-out.ts";
import { me } from "./me.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { resetPassword } from "./reset-password.ts";
import { ChangeLanguage } from "./schemas.ts";
import { sessionActor } from "./session-actor.ts";

let world: TestControl;
beforeAll(async () => {
  world = await openTestControl();
});
afterAll(() => world.close());

const day = 24 * 3600;
const actorOf = (sessionToken: string | null) =>
  sessionActor(world.service().db, sessionToken ?? "", world.clock.now());

describe("sessions", () => {
  test("slide for 14 days from their last use and end by logging out", async () => {
    const { sessionToken } = await signedUp(world, "anna@shop.test", "Anna");
    world.clock.advance(13 * day);
    expect(await actorOf(sessionToken)).toMatchObject({ kind: "user" });
    world.clock.advance(13 * day);
    expect(await actorOf(sessionToken)).toMatchObject({ kind: "user" });
    await logOut(world.caller({ sessionToken }), {});
    expect(await actorOf(sessionToken)).toEqual({ kind: "anonymous" });

    const again = await loggedIn(world, "anna@shop.test");
    world.clock.advance(14 * day);
    expect(await actorOf(again.sessionToken)).toEqual({ kind: "anonymous" });
  });

  test("keep only a hash of their token, and every log-in has its own", async () => {
    const [one, two] = [await loggedIn(world, "anna@shop.test"), await loggedIn(world, "anna@shop.test")];
    expect(one.sessionToken).not.toBe(two.sessionToken);
    const { schema } = world.service().db;
    const found = await world.database.owner.query(`select 1 from "${schema}".sessions s where s::text like $1`, [
      `%${one.sessionToken}%`,
    ]);
    expect(found.rowCount).toBe(0);
  });

  test("nobody signed in is told so", async () => {
    await expect(me(world.caller(), {})).rejects.toMatchObject({ code: "auth.required" });
  });

  test("a chosen language stays", async () => {
    const caller = await loggedIn(world, "anna@shop.test");
    await changeLanguage(caller, ChangeLanguage.parse({ language: "DE" }));
    expect((await me(caller, {})).user.language).toBe("de");
  });
});

describe("logging in", () => {
  test("a wrong password and an unknown address are one answer, by the same statements", async () => {
    await signedUp(world, "bert@shop.test", "Bert");
    const attempt = async (email: string) => {
      world.database.statements.length = 0;
      const error = await logIn(world.caller(), { email, password: "nicht das richtige", code: null }).catch(
        (reason: unknown) => reason,
      );
      return { error, statements: [...world.database.statements] };
    };
    const [known, unknown] = [await attempt("bert@shop.test"), await attempt("nobody@shop.test")];
    expect(unknown.error).toEqual(known.error);
    expect(unknown.error).toMatchObject({ kind: "invalid", code: "staff.wrong_credentials" });
    expect(unknown.statements).toEqual(known.statements);
  });

  test("guessing is stopped, for known and unknown addresses alike, and only for the guesser", async () => {
    for (const email of ["bert@shop.test", "ghost@shop.test"]) {
      const guesser = () => world.caller({ clientAddress: "198.51.100.7" });
      const guesses = Array.from({ length: 14 }, () =>
        logIn(guesser(), { email, password: "geraten geraten", code: null }),
      );
      const codes = (await Promise.allSettled(guesses)).map((result) =>
        result.status === "rejected" ? result.reason.code : "in",
      );
      expect(Map.groupBy(codes, (code) => code).get("staff.too_many_attempts")).toHaveLength(4);
      expect(Map.groupBy(codes, (code) => code).get("staff.wrong_credentials")).toHaveLength(10);
    }
    const right = { email: "bert@shop.test", password: goodPassword, code: null };
    await expect(logIn(world.caller({ clientAddress: "198.51.100.7" }), right)).rejects.toMatchObject({
      kind: "limit",
      details: { retryAfterSeconds: 900 },
    });
    expect(await logIn(world.caller(), right)).toHaveProperty("sessionToken");
    world.clock.advance(900);
    expect(await logIn(world.caller({ clientAddress: "198.51.100.7" }), right)).toHaveProperty("sessionToken");
  }, 60_000);
});

describe("choosing a new password", () => {
  test("works once by the mailed link and ends every session", async () => {
    const before = await signedUp(world, "cleo@shop.test", "Cleo");
    await requestPasswordReset(world.caller(), { email: "cleo@shop.test" });
    const token = tokenIn((await takeMails(world)).find((mail) => mail.kind === "reset_password"));
    const password = "ganz neues passwort";
    const results = await Promise.allSettled([1, 2, 3].map(() => resetPassword(world.caller(), { token, password })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await actorOf(before.sessionToken)).toEqual({ kind: "anonymous" });
    await expect(loggedIn(world, "cleo@shop.test")).rejects.toMatchObject({ code: "staff.wrong_credentials" });
    expect((await loggedIn(world, "cleo@shop.test", password)).actor.kind).toBe("user");
  });

  test("is asked for in the same way whether or not the address is known; the link runs out after an hour", async () => {
    const ask = async (email: string) => {
      world.database.statements.length = 0;
      const answer = await requestPasswordReset(world.caller(), { email });
      return { answer, statements: [...world.database.statements] };
    };
    expect(await ask("nobody@shop.test")).toEqual(await ask("cleo@shop.test"));
    const mails = await takeMails(world);
    expect(mails.map((mail) => mail.to)).toEqual(["cleo@shop.test"]);
    world.clock.advance(3600);
    await expect(
      resetPassword(world.caller(), { token: tokenIn(mails[0]), password: "noch ein passwort" }),
    ).rejects.toMatchObject({
      code: "staff.link_used_up",
    });
  });
});

describe("mails", () => {
  test("that cannot be sent are tried again later, with a new link, and given up in the end", async () => {
    await takeMails(world);
    await requestPasswordReset(world.caller(), { email: "bert@shop.test" });
    const urls: string[] = [];
    const fail = (): Promise<number> =>
      deliverMails(world.service(), async (mail) => {
        urls.push(mail.values.url);
        throw new Error("the mail server is away");
      });
    await fail();
    await fail();
    expect(urls).toHaveLength(1);
    for (let i = 0; i < 20; i++) {
      world.clock.advance(2 * day);
      await fail();
    }
    expect(urls).toHaveLength(12);
    expect(new Set(urls).size).toBe(12);
    expect(await takeMails(world)).toEqual([]);
  });

  test("are sent once by many who send", async () => {
    await requestPasswordReset(world.caller(), { email: "bert@shop.test" });
    const sent: string[] = [];
    await Promise.all([1, 2, 3, 4].map(() => deliverMails(world.service(), async (mail) => void sent.push(mail.to))));
    expect(sent).toEqual(["bert@shop.test"]);
  });
});

describe("what has run out", () => {
  test("is forgotten", async () => {
    const purge = controlSweeps.find((sweep) => sweep.name === "staff.purge");
    world.clock.advance(30 * day);
    expect(await purge?.run(world.service())).toBeGreaterThan(5);
    expect(await purge?.run(world.service())).toBe(0);
  });
});
