import type { Kysely } from "kysely";
import { DomainError } from "../kernel/errors.ts";
import { addSeconds } from "../kernel/time.ts";
import { declareTables } from "./columns.ts";
import type { Db } from "./db.ts";
import { migration } from "./migrate.ts";
import { hashSecret } from "./secrets.ts";

export interface AttemptsTables {
  attempts: { key: string; hits: number; resets_at: Date };
}

/** Keys are hashes: the table tells of nobody. */
export const attemptsDeclarations = declareTables<AttemptsTables>({
  attempts: { key: "none", hits: "none", resets_at: "none" },
});

/** The region's counters of attempts, for all tenants: one table instead of one in each of thousands of schemas. */
export const attemptsMigrations = [
  migration(
    "20261122_0332_attempts",
    `
create table {schema}.attempts (
  key text primary key, hits integer not null, resets_at timestamptz not null);
create index attempts_by_time on {schema}.attempts (resets_at);
`,
  ),
];

const tables = (db: Db<"region">): Kysely<AttemptsTables> => db.tables<AttemptsTables>();

/** At most `most` attempts in `seconds`, counted from the first one, of whatever `of` names. */
export interface AttemptLimit {
  readonly name: string;
  readonly most: number;
  readonly seconds: number;
  readonly of: string;
}

const keyOf = (tenantId: string, limit: AttemptLimit): string =>
  hashSecret(JSON.stringify([tenantId, limit.name, limit.of]));

/** Old counters that one attempt takes away. */
const sweepAtOnce = 20;

async function countHit(db: Db<"region">, key: string, seconds: number, now: Date) {
  const row = await tables(db)
    .insertInto("attempts")
    .values({ key, hits: 1, resets_at: addSeconds(now, seconds) })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet((eb) => ({
        hits: eb
          .case()
          .when("attempts.resets_at", "<=", now)
          .then(1)
          .else(eb("attempts.hits", "+", 1))
          .end(),
        resets_at: eb
          .case()
          .when("attempts.resets_at", "<=", now)
          .then(eb.ref("excluded.resets_at"))
          .else(eb.ref("attempts.resets_at"))
          .end(),
      })),
    )
    .returning(["hits", "resets_at"])
    .executeTakeFirstOrThrow();
  if (row.hits === 1) {
    await tables(db)
      .deleteFrom("attempts")
      .where("key", "in", (eb) =>
        eb
          .selectFrom("attempts")
          .select("key")
          .where("resets_at", "<=", now)
          .limit(sweepAtOnce)
          .forUpdate()
          .skipLocked(),
      )
      .execute();
  }
  return row;
}

/**
 * Counts an attempt against each limit and throws `limit` with `code` beyond it. Counted before the attempt is
 * looked at, in a statement of its own: attempts at the same time cannot slip through, and a refused one counts too.
 */
export async function limitAttempts(
  ctx: { readonly regionDb: Db<"region">; readonly tenant: { readonly id: string }; readonly now: () => Date },
  limits: readonly AttemptLimit[],
  code: string,
): Promise<void> {
  const now = ctx.now();
  for (const limit of limits) {
    const row = await countHit(ctx.regionDb, keyOf(ctx.tenant.id, limit), limit.seconds, now);
    if (row.hits <= limit.most) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((row.resets_at.getTime() - now.getTime()) / 1000));
    throw new DomainError("limit", code, { retryAfterSeconds });
  }
}

/** Forgets what was counted, after a success. */
export async function forgiveAttempts(
  ctx: { readonly regionDb: Db<"region">; readonly tenant: { readonly id: string } },
  limits: readonly AttemptLimit[],
): Promise<void> {
  if (limits.length === 0) return;
  const keys = limits.map((limit) => keyOf(ctx.tenant.id, limit));
  await tables(ctx.regionDb).deleteFrom("attempts").where("key", "in", keys).execute();
}
