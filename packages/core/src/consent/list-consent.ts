import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findEntries } from "./queries.ts";
import { ConsentEntryPage, ListConsent } from "./schemas.ts";

const list = "consent.newest";

export const listConsent = read(
  "consent.list",
  { access: { staff: "privacy.read" }, input: ListConsent, output: ConsentEntryPage },
  async (ctx: TenantCtx, input) => {
    const after = input.after === null ? null : decodeCursor(list, ["string"], input.after);
    if (after === undefined) throw new DomainError("invalid", "consent.bad_cursor");
    const rows = await findEntries(ctx.db, {
      ...input,
      from: input.from === null ? null : new Date(input.from),
      until: input.until === null ? null : new Date(input.until),
      before: after?.[0] ?? null,
      limit: input.first + 1,
    });
    return toPage(rows, input.first, (last) => encodeCursor(list, [last.id]));
  },
);
