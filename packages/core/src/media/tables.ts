import type { ColumnType, Generated } from "kysely";
import { declareTables } from "../platform/columns.ts";
import type { PictureType } from "./schemas.ts";

export interface MediaTables {
  media: {
    id: string;
    sha256: string;
    type: PictureType;
    bytes: number;
    width: number;
    height: number;
    /** Of the smaller copies, narrowest first. */
    widths: Generated<number[]>;
    created_at: Date;
  };
  product_media: {
    product_id: string;
    media_id: string;
    variant_id: string | null;
    /** Texts by locale: written as JSON text, read as an object. */
    alt: ColumnType<Readonly<Record<string, string>>, string, string>;
    position: number;
    focal_x: Generated<number>;
    focal_y: Generated<number>;
    source_url: string | null;
  };
}

export const mediaDeclarations = declareTables<MediaTables>({
  media: {
    id: "none",
    sha256: "none",
    type: "none",
    bytes: "none",
    width: "none",
    height: "none",
    widths: "none",
    created_at: "none",
  },
  product_media: {
    product_id: "none",
    media_id: "none",
    variant_id: "none",
    alt: "none",
    position: "none",
    focal_x: "none",
    focal_y: "none",
    source_url: "none",
  },
});
