import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { PictureRow } from "./queries/pictures.ts";
import type { Picture, PictureType } from "./schemas.ts";

/** What a reader of pictures needs of the context. */
export type MediaReader = Pick<TenantCtx, "db" | "tenant" | "settings">;

/** The file's name: its content's hash. */
export const fileName = (media: { readonly sha256: string; readonly type: PictureType }): string =>
  `${media.sha256}.${media.type}`;

/** The address under which the region's API serves a picture. */
export function pictureUrl(
  ctx: Pick<TenantCtx, "tenant" | "settings">,
  media: { readonly sha256: string; readonly type: PictureType },
): string {
  return `${ctx.settings.publicUrl}/media/${ctx.tenant.id}/${fileName(media)}`;
}

export function toPicture(ctx: Pick<TenantCtx, "tenant" | "settings">, row: PictureRow): Picture {
  return {
    id: row.id as Id<"med">,
    productId: row.product_id as Id<"prd">,
    variantId: row.variant_id as Id<"var"> | null,
    url: pictureUrl(ctx, row),
    width: row.width,
    height: row.height,
    alt: { ...row.alt },
    position: row.position,
  };
}
