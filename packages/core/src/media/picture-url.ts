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
  return `${folder(ctx)}/${fileName(media)}`;
}

const folder = (ctx: Pick<TenantCtx, "tenant" | "settings">): string =>
  `${ctx.settings.publicUrl}/media/${ctx.tenant.id}`;

/** The file of a smaller copy: the picture's own hash, so that it goes where the picture goes. */
export const sizeName = (sha256: string, width: number): string => `${sha256}-${width}.webp`;

export function toPicture(ctx: Pick<TenantCtx, "tenant" | "settings">, row: PictureRow): Picture {
  return {
    id: row.id as Id<"med">,
    productId: row.product_id as Id<"prd">,
    variantId: row.variant_id as Id<"var"> | null,
    url: pictureUrl(ctx, row),
    width: row.width,
    height: row.height,
    sizes: row.widths.map((width) => ({ width, url: `${folder(ctx)}/${sizeName(row.sha256, width)}` })),
    focal: { x: row.focal_x, y: row.focal_y },
    alt: { ...row.alt },
    position: row.position,
  };
}
