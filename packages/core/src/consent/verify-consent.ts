import { chainHash } from "../platform/audit.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { chainsAfter } from "./queries.ts";
import { firstBreak } from "./rules.ts";
import { ConsentVerification } from "./schemas.ts";

const chainsAtOnce = 500;

/** Walks every chain of the ledger and reports the first entry that was changed, removed or added. */
export const verifyConsent = read(
  "consent.verify",
  { access: { staff: "privacy.read" }, urgency: "extra", input: nothing, output: ConsentVerification },
  async (ctx: TenantCtx) => {
    let subjects = 0;
    let entries = 0;
    for (let after = ""; ;) {
      const chains = await chainsAfter(ctx.db, after, chainsAtOnce);
      for (const chain of chains) {
        subjects++;
        entries += chain.entries.length;
        const seq = firstBreak(chain.entries, chain.head, chainHash);
        if (seq !== null) return { subjects, entries, broken: { subjectId: chain.head.id, seq } };
      }
      const last = chains.at(-1);
      if (last === undefined || chains.length < chainsAtOnce) return { subjects, entries, broken: null };
      after = last.head.id;
    }
  },
);
