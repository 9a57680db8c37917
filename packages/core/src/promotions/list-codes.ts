import { DomainError, notFound } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findCodes } from "./queries/codes.ts";
import { promotionById } from "./queries/promotions.ts";
import { CodePage, ListCodes, type PromotionsErrorCode } from "./schemas.ts";

const list = "promotions.codes";

export const listCodes = read(
  "promotions.list_codes",
  { access: { staff: "catalog.read" }, input: ListCodes, output: CodePage },
  async (ctx: TenantCtx, { promotionId, first, after }) => {
    const last = after === null ? null : decodeCursor(list, ["string"], after);
    if (last === undefined) throw new DomainError<PromotionsErrorCode>("invalid", "promotions.bad_cursor");
    if ((await promotionById(ctx.db, promotionId)) === undefined) throw notFound("promotion");
    const rows = await findCodes(ctx.db, promotionId, last?.[0] ?? null, first + 1);
    return toPage(rows, first, (one) => encodeCursor(list, [one.code]));
  },
);
