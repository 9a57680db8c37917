import type { ColumnType, Generated, Kysely } from "kysely";
import { declareTables, personal } from "./columns.ts";
import type { Db } from "./db.ts";

/** What every schema (control, region, tenant) has for the verbs themselves. */
export interface InfraTables {
  audit_head: { only_row: boolean; seq: number; hash: string };
  audit_entries: {
    seq: number;
    at: Date;
    actor_kind: string;
    actor_id: string;
    action: string;
    subject: string;
    details: string;
    request_id: string;
    prev_hash: string;
    hash: string;
  };
  idempotency_keys: {
    scope: string;
    key: string;
    fingerprint: string;
    flow_id: string | null;
    answer: string | null;
    created_at: Date;
    expires_at: Date;
  };
  flow_runs: {
    id: string;
    name: string;
    intent: ColumnType<unknown, string, string>;
    answer: string | null;
    state: "started" | "finished";
    attempts: Generated<number>;
    lease_until: Date;
    created_at: Date;
    finished_at: Date | null;
  };
  outbox_events: {
    id: string;
    type: string;
    aggregate_id: string;
    seq: number;
    payload: string;
    created_at: Date;
    published_at: Date | null;
  };
  jobs: {
    id: string;
    kind: string;
    payload: string;
    state: "queued" | "admitted" | "done" | "failed";
    attempts: Generated<number>;
    progress: string | null;
    result: string | null;
    error_code: string | null;
    run_at: Date;
    lease_until: Date | null;
    created_at: Date;
    finished_at: Date | null;
  };
}

export const infraDeclarations = declareTables<InfraTables>({
  audit_head: { only_row: "none", seq: "none", hash: "none" },
  audit_entries: {
    seq: "none",
    at: "none",
    actor_kind: "none",
    actor_id: personal("staff", "invoice"),
    action: "none",
    subject: "none",
    details: "none",
    request_id: "none",
    prev_hash: "none",
    hash: "none",
  },
  idempotency_keys: {
    scope: "none",
    key: "none",
    fingerprint: "none",
    flow_id: "none",
    answer: personal("customer", "session"),
    created_at: "none",
    expires_at: "none",
  },
  flow_runs: {
    id: "none",
    name: "none",
    intent: "none",
    answer: personal("customer", "session"),
    state: "none",
    attempts: "none",
    lease_until: "none",
    created_at: "none",
    finished_at: "none",
  },
  outbox_events: {
    id: "none",
    type: "none",
    aggregate_id: "none",
    seq: "none",
    payload: "none",
    created_at: "none",
    published_at: "none",
  },
  jobs: {
    id: "none",
    kind: "none",
    payload: "none",
    state: "none",
    attempts: "none",
    progress: "none",
    result: "none",
    error_code: "none",
    run_at: "none",
    lease_until: "none",
    created_at: "none",
    finished_at: "none",
  },
});

export function infra(db: Db): Kysely<InfraTables> {
  return db.tables<InfraTables>();
}
