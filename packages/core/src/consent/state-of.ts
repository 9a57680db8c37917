import type { Id } from "../kernel/ids.ts";
import { toInstant } from "../kernel/time.ts";
import type { StoredEntry } from "./queries.ts";
import { googleSignals } from "./rules.ts";
import type { ConsentState } from "./schemas.ts";

/** What a ledger entry says to the visitor whose it is. */
export function stateOf(entry: StoredEntry): ConsentState {
  return {
    subjectId: entry.subjectId as Id<"csb">,
    seq: entry.seq,
    decidedAt: toInstant(new Date(entry.at)),
    policy: entry.policy,
    policyVersion: entry.policyVersion,
    method: entry.method,
    choices: { ...entry.choices, necessary: true },
    gpcHonoured: entry.gpc,
    googleConsentMode: googleSignals(entry.choices),
  };
}
