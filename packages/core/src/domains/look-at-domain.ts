import type { AnyCtx } from "../platform/context.ts";
import type { Db } from "../platform/db.ts";
import { callControl } from "../tenants/index.ts";
import { nothing } from "../wire.ts";
import { type Dns, openDns } from "./adapters/node-dns.ts";
import { domainById, type DomainRow, saveLook } from "./queries/domains.ts";
import { proofName, targetOf } from "./records.ts";
import { type Finding, nextLook } from "./rules/next-look.ts";
import { Claimed } from "./schemas.ts";

/** So soon a release that the control plane could not be told is tried again. */
const releaseAgainMillis = 300_000;

async function findProof(dns: Dns, { host, token }: DomainRow): Promise<Finding["proof"]> {
  const texts = await dns.txt(proofName(host));
  if (texts === "unknown") return "unknown";
  if (texts.some((text) => text.trim() === token)) return "found";
  return texts.length > 0 ? "wrong" : "missing";
}

/** By name, or, where a domain's root cannot have a CNAME record, by address. */
async function pointsHere(dns: Dns, host: string, target: string): Promise<Finding["pointed"]> {
  const names = await dns.cname(host);
  if (names !== "unknown" && names.includes(target)) return true;
  const [its, ours] = await Promise.all([dns.addresses(host), dns.addresses(target)]);
  if (its === "unknown" || ours === "unknown" || names === "unknown") return "unknown";
  return its.some((address) => ours.includes(address));
}

/** Asked only until it is told: what it said once stands until it is released. */
async function claim(ctx: AnyCtx, { host, tenantId, owned, state }: DomainRow): Promise<Finding["claim"]> {
  if (owned && (state === "verified" || state === "active")) return "owned";
  try {
    const answer = await callControl(ctx, { verb: "domains.claim", output: Claimed }, { host, tenantId });
    return answer.owned ? "owned" : "taken";
  } catch (error) {
    ctx.log.warn({ err: error, tenant: tenantId }, "a proved domain could not be claimed yet");
    return "unknown";
  }
}

/** Frees a host at the control plane; false when it could not be told. */
export async function release(ctx: AnyCtx, host: string, tenantId: string): Promise<boolean> {
  try {
    await callControl(ctx, { verb: "domains.release", output: nothing }, { host, tenantId });
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, tenant: tenantId }, "a domain could not be released yet");
    return false;
  }
}

/** Looks at a domain's records and records what they lead to. Waits for the network: never within a transaction. */
export async function lookAtDomain(ctx: AnyCtx, db: Db<"region">, row: DomainRow): Promise<void> {
  const dns = openDns(ctx.settings.dnsServers ?? []);
  const proof = await findProof(dns, row);
  const isProved = proof === "found";
  const found: Finding = {
    proof,
    claim: isProved ? await claim(ctx, row) : null,
    pointed: isProved ? await pointsHere(dns, row.host, targetOf(ctx)) : "unknown",
  };
  const now = ctx.now();
  const next = nextLook(row, found, now);
  const isOver = next.state === "lost" || next.state === "failed";
  // Stopped here first: the control plane may be away, and another tenant waits for it.
  const owned = found.claim === "owned" || row.owned;
  if (!isOver || !owned) {
    const saved = await saveLook(db, row, { ...next, owned: owned && !isOver }, now);
    // Removed while we looked: nobody would ever free what was just claimed.
    const isNew = found.claim === "owned" && !row.owned;
    if (!saved && isNew && (await domainById(db, row.tenantId, row.id)) === undefined) {
      await release(ctx, row.host, row.tenantId);
    }
    return;
  }
  const again = new Date(now.getTime() + releaseAgainMillis);
  await saveLook(db, row, { ...next, owned: true, nextCheckAt: again }, now);
  if (!(await release(ctx, row.host, row.tenantId))) return;
  await saveLook(db, { ...row, version: row.version + 1 }, { ...next, owned: false, nextCheckAt: null }, now);
}
