import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { newestEntry } from "./queries.ts";
import { ConsentState, GetConsent } from "./schemas.ts";
import { stateOf } from "./state-of.ts";

export const getConsent = read(
  "consent.current",
  { access: { shopper: true }, urgency: "cart", input: GetConsent, output: ConsentState },
  async (ctx: TenantCtx, input) => {
    const entry = await newestEntry(ctx.db, input.subjectId);
    if (entry === undefined) throw notFound("consent_subject");
    return stateOf(entry);
  },
);
