import { write } from "../platform/verb.ts";
import { PublishProducts, StatusChange } from "./schemas.ts";
import { setStatus } from "./set-status.ts";

/** Puts products on sale wherever they have a price. */
export const publishProduct = write(
  "catalog.publish_product",
  {
    access: { staff: "catalog.write" },
    input: PublishProducts,
    output: StatusChange,
    audit: (_, output) => ({ subject: output.changed[0] ?? "none", details: { changed: output.changed } }),
    leaves: ["outbox"],
  },
  async (ctx, { ids }) => ({ changed: await setStatus(ctx, ids, "active") }),
);
