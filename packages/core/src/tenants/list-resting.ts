import type { Id } from "../kernel/ids.ts";
import type { PlatformCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { restingAfter } from "./queries/hibernations.ts";
import { restState } from "./rules/rest.ts";
import { ListResting, RestingPage } from "./rest-schemas.ts";

/** Tells the control plane which shops are packed away, and which nobody has visited since a moment. */
export const listResting = read(
  "tenants.list_resting",
  { access: { service: true }, input: ListResting, output: RestingPage },
  async (ctx: PlatformCtx<"region">, { idleSince, after, first }) => {
    const rows = await restingAfter(ctx.db, new Date(idleSince), after ?? "", first);
    const items = rows.map((row) => ({
      tenantId: row.id as Id<"ten">,
      seenAt: row.seen_at.toISOString(),
      isRoused: row.roused_at !== null,
      state: restState(row.awake, row.state),
      asleepAt: row.asleep_at?.toISOString() ?? null,
      cell: row.cell,
      schema: row.schema_name,
    }));
    return { items, isLast: rows.length < first };
  },
);
