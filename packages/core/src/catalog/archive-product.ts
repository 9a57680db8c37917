import { write } from "../platform/verb.ts";
import { PublishProducts, StatusChange } from "./schemas.ts";
import { setStatus } from "./set-status.ts";

/** Takes products off sale for good. Nothing is deleted: orders of the past refer to them. */
export const archiveProduct = write(
  "catalog.archive_product",
  {
    access: { staff: "catalog.write" },
    input: PublishProducts,
    output: StatusChange,
    audit: (_, output) => ({ subject: output.changed[0] ?? "none", details: { changed: output.changed } }),
    leaves: ["outbox"],
  },
  async (ctx, { ids }) => ({ changed: await setStatus(ctx, ids, "archived") }),
);
