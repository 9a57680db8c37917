import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { unplacePicture } from "./queries/pictures.ts";
import { RemovePicture } from "./schemas.ts";

/** Takes a picture off a product. Its file stays: orders and e-mails of the past may show it. */
export const removePicture = write(
  "media.remove_picture",
  {
    access: { staff: "catalog.write" },
    input: RemovePicture,
    output: nothing,
    audit: (input) => ({ subject: input.productId, details: { picture: input.id } }),
    leaves: ["outbox"],
  },
  async (ctx, { productId, id }) => {
    if (!(await unplacePicture(ctx.db, productId, id))) throw notFound("picture");
    ctx.emit({ type: "product.updated", aggregateId: productId, payload: { productId } });
    return {};
  },
);
