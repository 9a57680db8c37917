import { randomBytes } from "node:crypto";
import { type Cells, firstCell } from "../platform/cells.ts";
import type { Actor, PlatformCtx, RegionCtx } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { silentLog } from "../platform/log.ts";
import type { Settings } from "../platform/settings.ts";
import { controlMigrations, regionMigrations } from "../platform-schema.ts";
import { openCopiedDatabase, type TestDatabase } from "./database.ts";
import { type TestClock, testClock } from "./clock.ts";
import { testSettings } from "./tenant.ts";

/** A request to the control plane, as its transport makes it. */
export interface TestCaller extends PlatformCtx<"control"> {
  readonly sessionToken: string | null;
  readonly clientAddress: string;
}

export interface TestControl {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly settings: Settings;
  readonly regionDb: Db<"region">;
  /** A caller of the control plane; anonymous, from an address of its own, unless told otherwise. */
  caller(
    options?: Partial<Pick<TestCaller, "actor" | "sessionToken" | "clientAddress" | "idempotencyKey" | "language">>,
  ): TestCaller;
  /** One of the platform's own processes at the control plane. */
  service(): TestCaller;
  /** One of the platform's own processes in a region. */
  region(): RegionCtx;
  close(): Promise<void>;
}

/** A control plane and a region of their own in the run's real database, empty. */
export async function openTestControl(settings: Settings = testSettings()): Promise<TestControl> {
  const [control, region] = ["c_all", "r_one"];
  const database = await openCopiedDatabase("control", { [control]: controlMigrations, [region]: regionMigrations });
  const clock = testClock();
  const regionDb = database.app.bind("region", region);
  const controlDb = database.app.bind("control", control);
  const common = (actor: Actor) => ({
    actor,
    now: clock.now,
    log: silentLog,
    requestId: `req_${randomBytes(6).toString("hex")}`,
    language: "en",
    idempotencyKey: null,
    settings,
  });
  const cells: Cells = {
    names: [firstCell],
    tenantDb: (_cell, schema) => database.app.bind("tenant", schema),
    answers: () => Promise.resolve(true),
    look: () => Promise.resolve({ bytes: 0 }),
  };
  let callers = 0;
  const caller: TestControl["caller"] = (options = {}) => ({
    ...common(options.actor ?? { kind: "anonymous" }),
    region: "control",
    db: controlDb,
    sessionToken: null,
    clientAddress: `2001:db8:0:${(callers++).toString(16)}::1`,
    ...options,
  });
  const service: Actor = { kind: "service", name: "test" };
  return {
    database,
    clock,
    settings,
    regionDb,
    caller,
    service: () => caller({ actor: service }),
    region: () => ({ ...common(service), region: "eu", db: regionDb, cells }),
    close: () => database.close(),
  };
}
