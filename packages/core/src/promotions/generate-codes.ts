import { notFound } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { insertCodes } from "./queries/codes.ts";
import { lockPromotion } from "./queries/promotions.ts";
import { randomCode } from "../platform/random-code.ts";
import { GenerateCodes, GeneratedCodes } from "./schemas.ts";

/** Makes many codes at once, none of which can be guessed from another. */
export const generateCodes = write(
  "promotions.generate_codes",
  {
    access: { staff: "markets.write" },
    urgency: "extra",
    input: GenerateCodes,
    output: GeneratedCodes,
    audit: ({ promotionId, prefix }, { codes }) => ({
      subject: promotionId,
      details: { prefix, count: codes.length },
    }),
  },
  async (ctx, { promotionId, count, prefix, maxUses }) => {
    if ((await lockPromotion(ctx.db, promotionId)) === undefined) throw notFound("promotion");
    const made: string[] = [];
    while (made.length < count) {
      const codes = Array.from({ length: count - made.length }, () => ({ code: prefix + randomCode(12), maxUses }));
      made.push(...(await insertCodes(ctx.db, promotionId, codes, ctx.now())).map(({ code }) => code));
    }
    return { codes: made };
  },
);
