import { toInstant } from "../kernel/time.ts";
import type { TenantCtx } from "../platform/context.ts";
import { toUnicode } from "./adapters/node-dns.ts";
import { registrableDomain } from "./adapters/tldts.ts";
import type { DomainRow } from "./queries/domains.ts";
import { proofName, targetOf } from "./records.ts";
import type { Domain } from "./schemas.ts";

const instantOf = (date: Date | null): string | null => (date === null ? null : toInstant(date));

export function toDomain(ctx: Pick<TenantCtx, "settings" | "region">, row: DomainRow): Domain {
  return {
    id: row.id,
    host: row.host,
    shown: toUnicode(row.host),
    state: row.state,
    problem: row.problem,
    proof: { name: proofName(row.host), value: row.token },
    atRoot: registrableDomain(row.host) === row.host,
    pointer: { name: row.host, value: targetOf(ctx) },
    checkedAt: instantOf(row.checkedAt),
    nextCheckAt: instantOf(row.nextCheckAt),
    missingSince: instantOf(row.missingSince),
  };
}
