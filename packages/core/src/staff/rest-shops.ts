import { appendAudit } from "../platform/audit.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { crashPoint, declareCrashPoints } from "../platform/crash.ts";
import { transaction, type Tx } from "../platform/db.ts";
import { type Region, regions } from "../platform/regions.ts";
import {
  announceRest,
  callRegion,
  endRest,
  Hibernating,
  idleDays,
  mayRest,
  nextOfIdle,
  noteAsleep,
  noteAwake,
  notedResting,
  noticeDays,
  RestingPage,
  type RestingTenant,
  tellSilence,
  tenantsByIds,
} from "../tenants/index.ts";
import { queueMail } from "./queries/mails.ts";
import { membersOf } from "./queries/members.ts";
import { usersByIds } from "./queries/users.ts";

const usualDays = 90;
const day = 24 * 3600 * 1000;
/** Shops that are packed away by one sweep: the region does them one by one, and visitors come first. */
const atOnce = 50;

declareCrashPoints("tenants.rest:announced", "tenants.rest:asked");

/**
 * Looks which shops nobody visits: on a trial plan they are announced to their owners, a week later packed away, and
 * their owners told when it is done. Who comes in between ends it. One that was woken and that nobody of its own
 * people touches rests again sooner, and its owners have heard of it. Answers how many changed. Whatever a crash cuts off
 * is found again by the next sweep, for the regions know who came and who rests.
 */
export async function restShops(ctx: PlatformCtx<"control">): Promise<number> {
  const days = ctx.settings.hibernateAfterDays ?? usualDays;
  let changed = 0;
  for (const region of regions) {
    try {
      changed += await inRegion(ctx, region, days);
    } catch (error) {
      await tellSilence(ctx, region, error, "a region did not say which shops rest");
    }
  }
  return changed;
}

async function inRegion(ctx: PlatformCtx<"control">, region: Region, days: number): Promise<number> {
  // Taken before the region is asked: what it says is newer.
  const noted = await notedResting(ctx.db, region);
  const idleSince = new Date(ctx.now().getTime() - (days - noticeDays) * day).toISOString();
  const listed = new Set<string>();
  let changed = 0;
  for (let after: string | null = null, isLast = false; !isLast;) {
    const page: RestingPage = await callRegion(
      ctx,
      region,
      { verb: "tenants.list_resting", output: RestingPage },
      { idleSince, after, first: 500 },
    );
    for (const one of page.items) listed.add(one.tenantId);
    changed += await inPage(ctx, region, page.items, days, atOnce - changed);
    after = page.items.at(-1)?.tenantId ?? null;
    isLast = page.isLast;
  }
  for (const { id } of noted) {
    if (listed.has(id)) continue;
    await endRest(ctx.db, id);
    changed++;
  }
  return changed;
}

async function inPage(
  ctx: PlatformCtx<"control">,
  region: Region,
  items: readonly RestingTenant[],
  days: number,
  most: number,
): Promise<number> {
  const ids = items.map(({ tenantId }) => tenantId);
  const [known, mayBe] = [await tenantsByIds(ctx.db, ids), await mayRest(ctx.db, ids)];
  let changed = 0;
  for (const one of items) {
    const tenant = known.get(one.tenantId);
    if (tenant === undefined || tenant.status === "erased") continue;
    if (one.state === "asleep") {
      if (tenant.hibernatedAt === null && (await tellAsleep(ctx, one))) changed++;
      continue;
    }
    if (one.state !== "awake") continue;
    if (tenant.hibernatedAt !== null) await noteAwake(ctx.db, one.tenantId, one);
    if (!mayBe.has(one.tenantId) || changed >= most) continue;
    const next = nextOfIdle(
      { seenAt: new Date(one.seenAt), isRoused: one.isRoused },
      tenant.hibernateAt,
      days,
      ctx.now(),
    );
    if (next?.do === "announce" && (await announce(ctx, one.tenantId, next.at))) changed++;
    if (next?.do === "hibernate" && (await ask(ctx, region, one.tenantId, tenant.plan, idleDays(one.isRoused, days))))
      changed++;
  }
  return changed;
}

/** Somebody may have come since the region was asked: it looks again. */
async function ask(
  ctx: PlatformCtx<"control">,
  region: Region,
  tenantId: string,
  plan: string,
  days: number,
): Promise<boolean> {
  const idleSince = new Date(ctx.now().getTime() - days * day).toISOString();
  try {
    const { accepted } = await callRegion(
      ctx,
      region,
      { verb: "tenants.hibernate", output: Hibernating },
      { tenantId, plan, idleSince },
    );
    crashPoint("tenants.rest:asked");
    return accepted;
  } catch (error) {
    ctx.log.warn({ err: error, tenant: tenantId, region }, "a shop could not be packed away yet");
    return false;
  }
}

async function announce(ctx: PlatformCtx<"control">, tenantId: string, at: Date): Promise<boolean> {
  const isNew = await transaction(ctx.db, async (tx) => {
    if (!(await announceRest(tx, tenantId, at))) return false;
    await mailOwners(tx, ctx, tenantId, "hibernation_ahead");
    await appendAudit({ ...ctx, db: tx }, "tenants.hibernation_announced", { subject: tenantId });
    return true;
  });
  crashPoint("tenants.rest:announced");
  return isNew;
}

async function tellAsleep(ctx: PlatformCtx<"control">, { tenantId, asleepAt }: RestingTenant): Promise<boolean> {
  const now = ctx.now();
  return transaction(ctx.db, async (tx) => {
    const isNews = await noteAsleep(tx, tenantId, asleepAt === null ? now : new Date(asleepAt), now);
    if (isNews) await mailOwners(tx, ctx, tenantId, "hibernated");
    await appendAudit({ ...ctx, db: tx }, "tenants.hibernated", { subject: tenantId });
    return true;
  });
}

async function mailOwners(
  tx: Tx<"control">,
  ctx: PlatformCtx<"control">,
  tenantId: string,
  kind: "hibernation_ahead" | "hibernated",
): Promise<void> {
  const owners = (await membersOf(tx, tenantId)).filter(({ role }) => role === "owner");
  const people = await usersByIds(
    tx,
    owners.map(({ userId }) => userId),
  );
  for (const { email, language } of people.values())
    await queueMail(tx, { kind, email, language, tenantId }, ctx.now());
}
