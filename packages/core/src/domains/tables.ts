import type { Generated } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { DomainProblem, DomainState } from "./schemas.ts";

/** Region's own table: the hosts that it serves, so that they are served without the control plane. */
export interface DomainsRegionTables {
  domains: {
    id: string;
    tenant_id: string;
    host: string;
    /** One of a shop's few places for a domain: two at once cannot take the last. */
    slot: number;
    token: string;
    state: DomainState | "removing";
    problem: DomainProblem | null;
    /** Whether the control plane knows the host as this tenant's. */
    owned: boolean;
    missing_since: Date | null;
    pending_since: Date;
    attempts: Generated<number>;
    version: Generated<number>;
    checked_at: Date | null;
    next_check_at: Date | null;
    created_at: Date;
  };
}

export const domainsRegionDeclarations = declareTables<DomainsRegionTables>({
  domains: {
    id: "none",
    tenant_id: "none",
    host: "none",
    slot: "none",
    token: "none",
    state: "none",
    problem: "none",
    owned: "none",
    missing_since: "none",
    pending_since: "none",
    attempts: "none",
    version: "none",
    checked_at: "none",
    next_check_at: "none",
    created_at: "none",
  },
});

/** Control plane: whose a host is on the whole platform. The first proof wins, not the first claim. */
export interface DomainsControlTables {
  domains: { host: string; tenant_id: string; proved_at: Date };
}

export const domainsControlDeclarations = declareTables<DomainsControlTables>({
  domains: { host: "none", tenant_id: "none", proved_at: "none" },
});
