import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { selectSettings, updateSettings } from "./queries.ts";
import { type TaxErrorCode, TaxSettings } from "./schemas.ts";

/** Where and how the shop rounds tax, from the next cart on; orders keep what they were made with. */
export const setTaxSettings = write(
  "tax.set_settings",
  {
    access: { staff: "markets.write" },
    input: TaxSettings,
    output: TaxSettings,
    audit: (input) => ({ subject: "tax", details: { level: input.roundingLevel, mode: input.roundingMode } }),
  },
  async (ctx, input) => {
    if (await updateSettings(ctx.db, input)) return { ...input, version: input.version + 1 };
    const { version } = await selectSettings(ctx.db);
    throw new DomainError<TaxErrorCode>("conflict", "tax.stale", { current: version });
  },
);
