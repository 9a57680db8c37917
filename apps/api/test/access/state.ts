import { expect } from "vitest";
import { send } from "../support/http.ts";
import { changes, schemaText, tableHashes } from "../support/hashes.ts";
import { idsIn } from "../support/ids.ts";
import { until } from "../support/merchant.ts";
import type { World } from "../support/world-type.ts";
import type { Secrets, Town } from "./case.ts";

/** Tables that refused calls may write, and why. */
const mayChange: readonly string[] = [
  // Announced before the tenant's transaction, which may still fail: too much is harmless.
  "region.due",
  // A refused attempt counts, or there would be no limit.
  "control.rate_limits",
];

async function ledger(world: World): Promise<string> {
  const { text } = await send(`${world.platform.regions[world.region].stripe.url}/_dev/ledger?account=${world.stripeKey}`);
  return text;
}

async function deliveries(world: World): Promise<number> {
  const { stripe } = world.platform.regions[world.region];
  const { body } = await send(`${stripe.url}/_dev/deliveries?account=${world.stripeKey}`);
  return (body as { data: { state: string }[] }).data.filter(({ state }) => state === "pending").length;
}

/** Waits until nobody works in the background: mails, webhooks, what one process tells the other. */
export async function quiet({ a, b }: Town): Promise<void> {
  const { owner } = a.platform.controlDatabase;
  await until("quiet", async () => {
    const { rows } = await owner.query<{ waiting: number }>(
      `select (select count(*) from control.queued_mails where state = 'queued') + (select count(*) from control.token_revocations where not pushed)
        + (select count(*) from control.tenants where status = 'provisioning' or pushed_version <> version) as waiting`,
    );
    const webhooks = (await deliveries(a)) + (await deliveries(b));
    return Number(rows[0]?.waiting) + webhooks === 0 ? true : undefined;
  });
}

/** Hashes over all rows of both shops, their region, the control plane, and what the payment provider did for them. */
export async function stateOf({ a, b }: Town): Promise<Record<string, string>> {
  const { regions, controlDatabase } = a.platform;
  const region = regions[a.region].database.owner;
  const parts = await Promise.all([
    tableHashes(controlDatabase.owner, "control"),
    tableHashes(region, "region"),
    tableHashes(region, a.schema),
    tableHashes(region, b.schema),
  ]);
  const state: Record<string, string> = Object.assign({}, ...parts);
  for (const name of mayChange) delete state[name];
  return { ...state, "first shop's payments": await ledger(a), "other shop's payments": await ledger(b) };
}

export async function expectNothingWritten(town: Town, before: Record<string, string>): Promise<void> {
  expect(changes(before, await stateOf(town)), "written by refused calls").toEqual([]);
}

/** What nobody outside the first shop may ever read: its ids, its texts, its schema. */
export async function secretsOf(a: World, b: World): Promise<Secrets> {
  const region = a.platform.regions[a.region].database.owner;
  const [own, other] = await Promise.all([schemaText(region, a.schema), schemaText(region, b.schema)]);
  const shared = idsIn(other);
  const ids = [...idsIn(own)].filter((id) => !shared.has(id));
  return { ids: new Set([...ids, a.tenantId]), words: [a.canary, a.canary.toLowerCase(), a.schema, b.schema, a.stripeKey] };
}

/** The secrets in a text that the caller did not send itself. */
export function leaks(text: string, sent: unknown, { ids, words }: Secrets): string[] {
  const found = [...idsIn(text)].filter((id) => ids.has(id)).concat(words.filter((word) => text.includes(word)));
  if (found.length === 0) return found;
  const known = JSON.stringify(sent) ?? "";
  return found.filter((word) => !known.includes(word));
}
