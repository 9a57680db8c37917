import type { Db } from "../../platform/db.ts";
import type { RegionTables } from "../region-tables.ts";
import { migrationFailures, type MigrationFailure } from "./migrations.ts";
import { newestRollout, type Rollout, schemasByStep } from "./rollouts.ts";

export interface CellFigures {
  readonly tenants: number;
  readonly spares: number;
  readonly closed: boolean;
}

/** What a region's directory and its migrations say of it: counts and ids. */
export interface RegionFigures {
  readonly tenants: readonly { readonly status: string; readonly tenants: number }[];
  readonly spares: { readonly ready: number; readonly building: number };
  /** Of each cell that is known: its shops, its ready spare schemas, and whether it takes no new shops. */
  readonly cells: ReadonlyMap<string, CellFigures>;
  readonly steps: ReadonlyMap<string, number>;
  readonly failures: readonly (MigrationFailure & { readonly tenantId: string | null })[];
  readonly rollout: Rollout | null;
}

const tables = (db: Db<"region">) => db.tables<RegionTables>();

export async function regionFigures(db: Db<"region">): Promise<RegionFigures> {
  const statuses = await tables(db)
    .selectFrom("tenants")
    .select((eb) => ["status", eb.fn.countAll<number>().as("tenants")])
    .groupBy("status")
    .orderBy("status")
    .execute();
  const spares = await tables(db)
    .selectFrom("spare_schemas")
    .select((eb) => ["cell", "state", eb.fn.countAll<number>().as("schemas")])
    .where("tenant_id", "is", null)
    .groupBy(["cell", "state"])
    .execute();
  const spare = (state: "ready" | "building", cell?: string): number =>
    spares
      .filter((row) => row.state === state && (cell === undefined || row.cell === cell))
      .reduce((sum, { schemas }) => sum + Number(schemas), 0);
  const taken = await tables(db)
    .selectFrom("tenants")
    .select((eb) => ["cell", eb.fn.countAll<number>().as("tenants")])
    .groupBy("cell")
    .execute();
  const gates = await tables(db).selectFrom("cell_gates").select("cell").where("closed", "=", true).execute();
  const closed = new Set(gates.map(({ cell }) => cell));
  const tenantsIn = new Map(taken.map((row) => [row.cell, Number(row.tenants)]));
  const names = new Set([...tenantsIn.keys(), ...spares.map(({ cell }) => cell), ...closed]);
  const failures = await migrationFailures(db);
  const owners = await ownersOf(
    db,
    failures.map(({ schema }) => schema),
  );
  return {
    tenants: statuses.map(({ status, tenants }) => ({ status, tenants: Number(tenants) })),
    spares: { ready: spare("ready"), building: spare("building") },
    cells: new Map(
      [...names].map((cell) => [
        cell,
        { tenants: tenantsIn.get(cell) ?? 0, spares: spare("ready", cell), closed: closed.has(cell) },
      ]),
    ),
    steps: await schemasByStep(db),
    failures: failures.map((failure) => ({ ...failure, tenantId: owners.get(failure.schema) ?? null })),
    rollout: await newestRollout(db),
  };
}

async function ownersOf(db: Db<"region">, schemas: readonly string[]): Promise<Map<string, string>> {
  if (schemas.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom("tenants")
    .select(["id", "schema_name"])
    .where("schema_name", "in", schemas)
    .execute();
  return new Map(rows.map((row) => [row.schema_name, row.id]));
}
