import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isId } from "@meridian/core/kernel/ids";
import type { PlatformCtx } from "@meridian/core/platform/context";
import { isRegion } from "@meridian/core/platform/regions";
import { controlOwner } from "@meridian/core/platform/vault";
import { controlSealed } from "@meridian/core/platform-schema";
import { tenantSealed } from "@meridian/core/tenant-schema";
import { migrationTargets, tenantById } from "@meridian/core/tenants";
import { keyStatus, retireMasterKey, rotateKey, rotateMaster, type SealedThings } from "@meridian/core/vault";
import { asControl } from "./as-control.ts";
import { asRegion } from "./as-region.ts";
import { print, type Run, table, UsageError } from "./command.ts";

/** Runs `work` in the place that `--region` names, which must be the one that the settings are of. */
async function inPlace(
  place: string | undefined,
  env: NodeJS.ProcessEnv,
  work: (ctx: PlatformCtx, owners: readonly SealedThings[]) => Promise<number>,
): Promise<number> {
  if (place === "control") {
    return asControl(env, (ctx) => work(ctx, [{ ownerId: controlOwner, db: ctx.db, columns: controlSealed }]));
  }
  if (place === undefined || !isRegion(place)) throw new UsageError("--region wants eu, us or control.");
  if (env["REGION"] !== place) throw new UsageError(`The settings are not those of ${place}: REGION is another.`);
  return asRegion(env, async (ctx, { cells, regionDb }) => {
    const targets = await migrationTargets(regionDb);
    const owners = targets
      .filter(({ key }) => isId("ten", key))
      .map(({ key, cell, schema }) => ({
        ownerId: key,
        db: cells.tenantDb(cell, schema),
        columns: tenantSealed,
      }));
    return work(ctx, owners);
  });
}

const options = {
  region: { type: "string" },
  json: { type: "boolean", default: false },
  leaked: { type: "boolean", default: false },
  "per-second": { type: "string", default: "50" },
} as const;

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const perSecond = /^\d{1,4}$/.test(values["per-second"]) ? Number(values["per-second"]) : 0;
  if (perSecond < 1) throw new UsageError("--per-second wants a count from 1.");
  return { ...values, word: positionals[0], pause: () => delay(1000 / perSecond) };
}

/** Says which master keys wrap how many data keys, and which are still wanted. Exit code 1 while a rotation is due. */
export const keysStatus: Run = (args, env) => {
  const { region, json } = read(args);
  return inPlace(region, env, async (ctx, owners) => {
    const status = await keyStatus(
      ctx,
      owners.map(({ ownerId }) => ownerId),
    );
    const due = status.unchecked.length > 0 || status.masterKeys.some((key) => key.here !== "current" && used(key) > 0);
    if (json) print(JSON.stringify({ ...status, rotationDue: due }));
    else {
      const rows = status.masterKeys.map((key) => {
        return [key.id, key.here, key.state, String(key.current), String(key.previous)];
      });
      print(table([["master key", "settings", "state", "data keys", "replaced ones"], ...rows]));
      if (status.unchecked.length > 0) print(`${status.unchecked.length} owners wait for keys rotate-master`);
    }
    return due ? 1 : 0;
  });
};

const used = (key: { readonly current: number; readonly previous: number }): number => key.current + key.previous;

/** Wraps every data key of the place by the current master key. Safe to kill and to run again. */
export const keysRotateMaster: Run = (args, env) => {
  const { region, pause } = read(args);
  return inPlace(region, env, async (ctx, owners) => {
    const { rewrapped, resealed } = await rotateMaster(ctx, owners, pause);
    print(`${rewrapped} data keys rewrapped, ${resealed} secrets sealed anew`);
    return 0;
  });
};

/** Takes a master key out of use, unless it still wraps something: then nothing happens and the exit code is 1. */
export const keysRetireMaster: Run = (args, env) => {
  const { region, word } = read(args);
  if (word === undefined || !/^mk_[0-9a-f]{16}$/.test(word)) {
    throw new UsageError("The id of a master key is wanted, as keys status shows it.");
  }
  return inPlace(region, env, async (ctx, owners) => {
    const status = await keyStatus(
      ctx,
      owners.map(({ ownerId }) => ownerId),
    );
    const key = status.masterKeys.find(({ id }) => id === word);
    if (key === undefined) throw new UsageError(`There is no master key ${word} here.`);
    if (key.here === "current") throw new UsageError("The current master key cannot be retired.");
    // A text of the first format hangs on a master key without a data key that could be counted.
    const inUse = status.unchecked.length > 0 ? status.unchecked.length : await retire(ctx, word);
    if (inUse === 0) print(`${word} is retired: take it out of MASTER_KEYS_OTHER and destroy it`);
    else process.stderr.write(`${word} is still in use ${inUse} times: run keys rotate-master first\n`);
    return inUse === 0 ? 0 : 1;
  });
};

const retire = async (ctx: PlatformCtx, masterKeyId: string): Promise<number> =>
  (await retireMasterKey(ctx, { masterKeyId })).inUse;

/** Gives one tenant, or the control plane, a new data key and seals its secrets with it. */
export const keysRotateTenant: Run = async (args, env) => {
  const { word, leaked } = read(args);
  if (word === "control") {
    return inPlace("control", env, async (ctx, owners) => rotateAll(ctx, owners, leaked));
  }
  if (word === undefined || !isId("ten", word)) throw new UsageError("A tenant's id is wanted, or “control”.");
  return asRegion(env, async (ctx, { cells, regionDb }) => {
    const tenant = await tenantById(regionDb, word);
    if (tenant === undefined) throw new UsageError(`There is no tenant ${word} in this region.`);
    if (!tenant.awake) throw new Error(`${word} is packed away: wake it first, meridian tenants wake ${word}`);
    const db = cells.tenantDb(tenant.cell, tenant.schema);
    return rotateAll(ctx, [{ ownerId: tenant.id, db, columns: tenantSealed }], leaked);
  });
};

async function rotateAll(ctx: PlatformCtx, owners: readonly SealedThings[], leaked: boolean): Promise<number> {
  for (const owner of owners) {
    const resealed = await rotateKey(ctx, owner, leaked, (seconds) => delay(seconds * 1000));
    print(`${owner.ownerId} has a new data key, ${resealed} secrets sealed anew`);
  }
  return 0;
}
