import { flow } from "../platform/flow.ts";
import { newId } from "../platform/new-id.ts";
import { nothing } from "../wire.ts";
import { StartedExport } from "./export-schemas.ts";
import { requestExport } from "./queries/exports.ts";

/**
 * Asks for a copy of everything that the shop has, to be fetched when it is done. Staff may do it for a suspended or
 * closed shop too: it is their data (GDPR Art. 20; Regulation (EU) 2023/2854, Art. 25).
 */
export const startExport = flow(
  "tenants.start_export",
  {
    access: { staff: "shop.manage" },
    urgency: "extra",
    input: nothing,
    output: StartedExport,
    whileClosed: true,
    audit: (_, output) => ({ subject: output.id }),
  },
  {
    begin: async () => ({ id: newId("exp") }),
    call: (ctx, { id }) => requestExport(ctx.regionDb, id, ctx.tenant.id, ctx.now()),
    finish: async (_, { id }) => ({ id }),
  },
);
