import { DomainError } from "../kernel/errors.ts";
import { decodeCursor, encodeCursor, toPage } from "../kernel/page.ts";
import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { findPromotions } from "./queries/promotions.ts";
import { ListPromotions, PromotionPage, type PromotionsErrorCode } from "./schemas.ts";

const list = "promotions.newest";

export const listPromotions = read(
  "promotions.list",
  { access: { staff: "catalog.read" }, input: ListPromotions, output: PromotionPage },
  async (ctx: TenantCtx, { first, after }) => {
    const before = after === null ? null : decodeCursor(list, ["string"], after);
    if (before === undefined) throw new DomainError<PromotionsErrorCode>("invalid", "promotions.bad_cursor");
    const rows = await findPromotions(ctx.db, before?.[0] ?? null, first + 1);
    return toPage(rows, first, (last) => encodeCursor(list, [last.id]));
  },
);
