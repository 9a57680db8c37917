import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { firstBrokenAudit } from "./audit.ts";
import type { TenantCtx } from "./context.ts";
import { setCrashHook } from "./crash.ts";
import { isTx } from "./db.ts";
import { flow } from "./flow.ts";
import { infra } from "./infra-tables.ts";
import { flowSweep } from "./sweeps.ts";
import { read, write } from "./verb.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const withKey = (ctx: TenantCtx, idempotencyKey: string): TenantCtx => ({ ...ctx, idempotencyKey });
const input = z.object({ text: z.string() });
const output = z.object({ id: z.string() });
let effects = 0;

const note = write(
  "notes.write",
  {
    access: { staff: "catalog.write" },
    input,
    output,
    audit: (_input, { id }) => ({ subject: id }),
    leaves: ["outbox"],
  },
  async (ctx, { text }) => {
    effects++;
    ctx.emit({ type: "note.written", aggregateId: "note", payload: { length: text.length } });
    if (text === "refused") throw new DomainError("invalid", "notes.refused");
    return { id: `note_${effects}`, secret: "never leaves" };
  },
);

describe("write", () => {
  it("lets out only what the output schema declares", async () => {
    expect(Object.keys(await note(shop.staff(), { text: "a" }))).toEqual(["id"]);
  });

  it("refuses a role without the capability before anything happens", async () => {
    const before = effects;
    await expect(note(shop.staff("viewer"), { text: "a" })).rejects.toMatchObject({ code: "auth.not_allowed" });
    expect(effects).toBe(before);
  });

  it("takes effect once for one key, however many ask at once, and gives all the same answer", async () => {
    const before = effects;
    const ctx = withKey(shop.staff(), "once");
    const answers = await Promise.all(Array.from({ length: 20 }, () => note(ctx, { text: "same" })));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(effects).toBe(before + 1);
  });

  it("refuses a key that was used for something else", async () => {
    const ctx = withKey(shop.staff(), "reused");
    await note(ctx, { text: "first" });
    await expect(note(ctx, { text: "second" })).rejects.toMatchObject({ code: "idempotency.key_reused" });
  });

  it("keeps nothing of an aborted write, its key included", async () => {
    const ctx = withKey(shop.staff(), "aborted");
    const events = await infra(ctx.db).selectFrom("outbox_events").select("id").execute();
    await expect(note(ctx, { text: "refused" })).rejects.toMatchObject({ code: "notes.refused" });
    expect(await infra(ctx.db).selectFrom("outbox_events").select("id").execute()).toHaveLength(events.length);
    await expect(note(ctx, { text: "now fine" })).resolves.toHaveProperty("id");
  });

  it("prepares with no transaction open, and hands on what it prepared; inside another's it does without", async () => {
    const seen: unknown[] = [];
    const prepares = write(
      "notes.prepare",
      {
        access: { staff: "catalog.write" },
        input,
        output,
        audit: () => ({ subject: "note" }),
        prepare: async (ctx, { text }) => {
          seen.push(isTx(ctx.db));
          return `${text}, decoded`;
        },
      },
      async (ctx, _input, prepared) => {
        seen.push(isTx(ctx.db), prepared);
        return { id: "note" };
      },
    );
    await prepares(shop.staff(), { text: "picture" });
    expect(seen).toEqual([false, true, "picture, decoded"]);
    const joins = write(
      "notes.join",
      { access: { staff: "catalog.write" }, input, output, audit: () => ({ subject: "note" }) },
      (ctx, given) => prepares(ctx, given),
    );
    await joins(shop.staff(), { text: "picture" });
    expect(seen.slice(3)).toEqual([true, undefined]);
    await expect(prepares(shop.staff("viewer"), { text: "picture" })).rejects.toMatchObject({ kind: "forbidden" });
    expect(seen).toHaveLength(5);
  });

  it("numbers the events of an aggregate without gaps", async () => {
    const { db } = shop.staff();
    await Promise.all(Array.from({ length: 10 }, (_, i) => note(shop.staff(), { text: `n${i}` })));
    const rows = await infra(db)
      .selectFrom("outbox_events")
      .select("seq")
      .where("aggregate_id", "=", "note")
      .orderBy("seq")
      .execute();
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
  });
});

describe("the audit chain", () => {
  it("is whole after concurrent writes, and shows a changed entry", async () => {
    const { db } = shop.staff();
    expect(await firstBrokenAudit(db)).toBeNull();
    const schema = `"${db.schema}"`;
    await expect(
      infra(db).updateTable("audit_entries").set({ subject: "other" }).where("seq", "=", 2).execute(),
    ).rejects.toThrow(/permission denied/);
    await shop.database.owner.query(`update ${schema}.audit_entries set subject = 'other' where seq = 2`);
    expect(await firstBrokenAudit(db)).toBe(2);
    await shop.database.owner.query(`delete from ${schema}.audit_entries where seq > 1`);
    expect(await firstBrokenAudit(db)).toBe(2);
  });
});

describe("flow", () => {
  const calls: string[] = [];
  const finished: string[] = [];
  const charge = flow(
    "notes.charge",
    { access: { shopper: true }, input, output, audit: "shopper" },
    {
      begin: async (_ctx, { text }) => ({ text }),
      call: async (_ctx, intent) => {
        calls.push(intent.text);
        return { ok: true };
      },
      finish: async (_ctx, intent) => {
        finished.push(intent.text);
        return { id: intent.text };
      },
    },
  );

  it("finishes once and repeats its answer for the same key", async () => {
    const ctx = shop.shopper("flow-1");
    expect(await charge(ctx, { text: "one" })).toEqual({ id: "one" });
    expect(await charge(ctx, { text: "one" })).toEqual({ id: "one" });
    expect(calls).toEqual(["one"]);
  });

  it.each(["notes.charge:begun", "notes.charge:called"])(
    "is finished by the sweep after a crash at %s",
    async (point) => {
      const key = `flow-${point}`;
      setCrashHook((name) => {
        if (name === point) throw new Error("the process died here");
      });
      await expect(charge(shop.shopper(key), { text: point })).rejects.toThrow("died");
      setCrashHook(undefined);
      await expect(charge(shop.shopper(key), { text: point })).rejects.toMatchObject({
        code: "idempotency.in_progress",
      });
      const sweep = flowSweep([charge]);
      expect(await sweep.sweep(shop.service())).not.toBeNull();
      expect(finished).not.toContain(point);
      shop.clock.advance(31);
      expect(await sweep.sweep(shop.service())).toBeNull();
      expect(finished.filter((text) => text === point)).toHaveLength(1);
      expect(await charge(shop.shopper(key), { text: point })).toEqual({ id: point });
    },
  );
});

describe("read", () => {
  it("answers nobody without a credential, and shoppers only what is theirs to ask", async () => {
    const secretOf = read("notes.read", { access: { staff: "audit.read" }, input: z.object({}), output }, async () => ({
      id: "x",
    }));
    const anonymous: TenantCtx = { ...shop.shopper(), actor: { kind: "anonymous" } };
    await expect(secretOf(anonymous, {})).rejects.toMatchObject({ code: "auth.required" });
    await expect(secretOf(shop.shopper(), {})).rejects.toMatchObject({ code: "auth.not_allowed" });
  });
});
