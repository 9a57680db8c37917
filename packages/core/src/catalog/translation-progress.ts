import type { TenantCtx } from "../platform/context.ts";
import { read } from "../platform/verb.ts";
import { countProducts, progressRows } from "./queries/translations.ts";
import { TranslationProgress, TranslationProgressInput } from "./translation-schemas.ts";

/** How far the catalogue is translated into each of the locales. */
export const translationProgress = read(
  "catalog.translation_progress",
  { access: { staff: "catalog.read" }, urgency: "extra", input: TranslationProgressInput, output: TranslationProgress },
  async (ctx: TenantCtx, { locales }) => {
    const wanted = [...new Set<string>(locales)];
    const rows = await progressRows(ctx.db, wanted, ctx.tenant.defaultLocale);
    const byLocale = new Map(rows.map((row) => [row.locale, row]));
    return {
      products: await countProducts(ctx.db),
      locales: wanted.map((locale) => ({
        locale,
        complete: byLocale.get(locale)?.complete ?? 0,
        stale: byLocale.get(locale)?.stale ?? 0,
      })),
    };
  },
);
