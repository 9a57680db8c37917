import { notFound } from "../kernel/errors.ts";
import type { TenantCtx } from "../platform/context.ts";
import { violates } from "../platform/db.ts";
import { read, write } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { Exclusions, ListExclusions, SetExclusions } from "./list-schemas.ts";
import { deleteExclusions, type ExclusionPlace, insertExclusions, selectExclusions } from "./queries/exclusions.ts";
import { keepVersions } from "./queries/versions.ts";

const placeOf = (place: ExclusionPlace): string => `${place.variantId} ${place.marketId}`;

/** Keeps variants out of markets, or lets them in again; of several for one place the last one counts. */
export const setExclusions = write(
  "pricing.set_exclusions",
  {
    access: { staff: "catalog.write" },
    input: SetExclusions,
    output: nothing,
    audit: (input) => ({
      subject: input.exclusions[0]?.variantId ?? "exclusions",
      details: { exclusions: input.exclusions.length },
    }),
    leaves: ["outbox"],
  },
  async (ctx, { exclusions }) => {
    const last = [...new Map(exclusions.map((one) => [placeOf(one), one])).values()];
    const ids = [...new Set(last.map((one) => one.variantId))];
    const stored = new Map((await selectExclusions(ctx.db, ids)).map((one) => [placeOf(one), one]));
    const freed = last.filter((one) => !one.excluded && stored.has(placeOf(one)));
    const versions = freed.flatMap((one) => {
      const from = stored.get(placeOf(one))?.updatedAt;
      const { variantId, marketId } = one;
      const content = { variant_id: variantId, market_id: marketId };
      return from ? [{ subject: variantId, kind: "exclusion" as const, place: marketId, from, content }] : [];
    });
    await keepVersions(ctx.db, versions, ctx.now());
    await deleteExclusions(ctx.db, freed);
    const kept = last.filter((one) => one.excluded && !stored.has(placeOf(one)));
    try {
      await insertExclusions(ctx.db, kept, ctx.now());
    } catch (error) {
      if (violates(error, "sale_exclusions_variant")) throw notFound("variant");
      if (violates(error, "sale_exclusions_market")) throw notFound("market");
      throw error;
    }
    for (const variantId of ids) ctx.emit({ type: "price.changed", aggregateId: variantId, payload: { variantId } });
    return {};
  },
);

/** In which markets the variants are not sold. */
export const listExclusions = read(
  "pricing.list_exclusions",
  { access: { staff: "catalog.read" }, input: ListExclusions, output: Exclusions },
  async (ctx: TenantCtx, { variantIds }) => ({
    items: (await selectExclusions(ctx.db, variantIds)).map(({ variantId, marketId }) => ({ variantId, marketId })),
  }),
);
