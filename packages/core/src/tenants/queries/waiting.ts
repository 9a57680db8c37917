import type { Expression, Kysely } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { DueKind, DueTables } from "../../platform/due.ts";
import { type Given, type Piece, piece, statement } from "../../platform/statement.ts";
import { namesFound } from "../../platform/waiting.ts";
import type { DirectoryTables } from "../control-tables.ts";
import type { RegionTables } from "../region-tables.ts";

/** What a region's worker is waited for. */
export type RegionWork = DueKind | "wake" | "rest" | "copy" | "erase";

const inRegion = statement((own: Kysely<RegionTables & DueTables>, { now }: Given<{ now: Date }>) => {
  const due = (kind: DueKind) => own.selectFrom("due").select("kind").where("kind", "=", kind).where("at", "<=", now);
  const rests = own.selectFrom("hibernations").select("tenant_id").where("lease_until", "<=", now);
  const queries: Record<RegionWork, Expression<unknown>> = {
    outbox: due("outbox"),
    jobs: due("jobs"),
    flows: due("flows"),
    reservations: due("reservations"),
    exchange_rates: due("exchange_rates"),
    purge: due("purge"),
    wake: rests.where("state", "in", ["asleep", "waking"]).where("wanted_at", "is not", null),
    rest: rests.where("state", "in", ["falling", "woken"]),
    copy: own
      .selectFrom("shop_exports")
      .select("tenant_id")
      .where("state", "=", "waiting")
      .where("lease_until", "<=", now),
    erase: own.selectFrom("shop_erasures").select("tenant_id").where("finished_at", "is", null),
  };
  return own.selectNoFrom(namesFound(queries).as("kinds"));
});

/** Which kinds of work wait in the region at this moment: one statement, by indexes, however many tenants there are. */
export async function workIn(db: Db<"region">, now: Date): Promise<ReadonlySet<string>> {
  const [row] = await inRegion(db, { now });
  return new Set(row?.kinds);
}

/** The control plane's own work for its tenants, to be read with others: `tell` a region, `end` a closed shop. */
export const waitingTenants: (given: { readonly now: Date }) => Piece<string[]> = piece(
  (own: Kysely<DirectoryTables>, { now }: Given<{ now: Date }>) =>
    namesFound({
      tell: own
        .selectFrom("tenants")
        .select("id")
        .whereRef("pushed_version", "<", "version")
        .where("next_attempt_at", "<=", now),
      end: own
        .selectFrom("tenants")
        .select("id")
        .where("erased_at", "is", null)
        .whereRef("pushed_version", "=", "version")
        .where("erase_at", "<=", now),
    }),
);
