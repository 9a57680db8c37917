import { expect } from "vitest";
import { send } from "../support/http.ts";
import { changes, schemaText } from "../support/hashes.ts";
import { idsIn } from "../support/ids.ts";
import { until } from "../support/merchant.ts";
import type { TestPlatform } from "../support/platform.ts";
import { type Watch, watch } from "../support/watch.ts";
import type { World } from "../support/world-type.ts";
import type { Secrets } from "./case.ts";

/** Shops of one region. */
export type Worlds = readonly [World, ...World[]];

/** Tables that refused calls may write, and why. */
const mayChange: readonly string[] = [
  // Announced before the tenant's transaction, which may still fail: too much is harmless.
  "region.due",
  // A refused attempt counts, or there would be no limit.
  "control.rate_limits",
  "region.attempts",
  // A region notes once a minute that staff come with new tokens.
  "region.newest_token",
  // The control plane asks the regions, whoever calls.
  "control.region_releases",
];

async function ledger(world: World): Promise<string> {
  const { text } = await send(
    `${world.platform.regions[world.region].stripe.url}/_dev/ledger?account=${world.stripeKey}`,
  );
  return text;
}

async function deliveries(world: World): Promise<number> {
  const { stripe } = world.platform.regions[world.region];
  const { body } = await send(`${stripe.url}/_dev/deliveries?account=${world.stripeKey}`);
  return (body as { data: { state: string }[] }).data.filter(({ state }) => state === "pending").length;
}

/** Waits until nobody works in the background: mails, webhooks, what one process tells the other. */
export async function quiet(worlds: Worlds): Promise<void> {
  const { owner } = worlds[0].platform.controlDatabase;
  await until("quiet", async () => {
    const { rows } = await owner.query<{ waiting: number }>(
      `select (select count(*) from control.queued_mails where state = 'queued') + (select count(*) from control.token_revocations where not pushed)
        + (select count(*) from control.tenants where status = 'provisioning' or pushed_version <> version) as waiting`,
    );
    const webhooks = await Promise.all(worlds.map(deliveries));
    return [Number(rows[0]?.waiting), ...webhooks].every((waiting) => waiting === 0) ? true : undefined;
  });
}

const watches = new WeakMap<TestPlatform, readonly Watch[]>();

const watchesOf = (platform: TestPlatform): readonly Watch[] => {
  const found = watches.get(platform);
  if (found === undefined) throw new Error("nobody watches over this installation");
  return found;
};

/** From now on every row that is written counts: of these shops, their region and the control plane. */
export async function watchOver(worlds: Worlds): Promise<void> {
  const [{ platform, region }] = worlds;
  const ofShops = worlds.map(({ schema }) => schema);
  const begun = await Promise.all([
    watch(platform.controlDatabase.owner, ["control"], mayChange),
    watch(platform.regions[region].database.owner, ["region", ...ofShops], mayChange),
  ]);
  watches.set(platform, begun);
}

/** Hashes over all rows of the shops, their region, the control plane, and what the payment provider did for them. */
export async function stateOf(worlds: Worlds): Promise<Record<string, string>> {
  const [{ platform }] = worlds;
  const parts = await Promise.all([
    ...watchesOf(platform).map((one) => one.look()),
    ...worlds.map(async (world) => ({ [`payments of ${world.canary}`]: await ledger(world) })),
  ]);
  return Object.assign({}, ...parts) as Record<string, string>;
}

/** What was written unnoticed since the watch began, or is another table than then: nothing, or no examination counts. */
export async function missedWrites({ platform }: Pick<World, "platform">): Promise<string[]> {
  return (await Promise.all(watchesOf(platform).map((one) => one.missed()))).flat();
}

export async function expectNothingWritten(worlds: Worlds, before: Record<string, string>): Promise<void> {
  expect(changes(before, await stateOf(worlds)), "written by refused calls").toEqual([]);
}

/** What nobody outside the first shop may ever read: its ids, its texts, its schema. */
export async function secretsOf(a: World, b: World): Promise<Secrets> {
  const region = a.platform.regions[a.region].database.owner;
  const [own, other] = await Promise.all([schemaText(region, a.schema), schemaText(region, b.schema)]);
  const shared = idsIn(other);
  const ids = [...idsIn(own)].filter((id) => !shared.has(id));
  return {
    ids: new Set([...ids, a.tenantId]),
    words: [a.canary, a.canary.toLowerCase(), a.schema, b.schema, a.stripeKey],
  };
}

/** The secrets in a text that the caller did not send itself. */
export function leaks(text: string, sent: unknown, { ids, words }: Secrets): string[] {
  const found = [...idsIn(text)].filter((id) => ids.has(id)).concat(words.filter((word) => text.includes(word)));
  if (found.length === 0) return found;
  const known = JSON.stringify(sent) ?? "";
  return found.filter((word) => !known.includes(word));
}
