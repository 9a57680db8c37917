import { DomainError } from "../kernel/errors.ts";
import { write } from "../platform/verb.ts";
import { selectPolicy, updatePolicy } from "./queries.ts";
import { type TaxErrorCode, TaxPolicy } from "./schemas.ts";

/** Where the seller is and is registered, and its choices, from the next cart on; orders keep what they were made with. */
export const setTaxPolicy = write(
  "tax.set_policy",
  {
    access: { staff: "markets.write" },
    input: TaxPolicy,
    output: TaxPolicy,
    audit: ({ establishment, registrations, whenNotRegistered, crossBorder, externalEngine }) => ({
      subject: "tax",
      details: {
        country: establishment?.country ?? null,
        registrations: registrations.map(({ country, region, scheme }) => `${country}/${region ?? ""}/${scheme}`),
        whenNotRegistered,
        crossBorder,
        externalEngine,
      },
    }),
  },
  async (ctx, input) => {
    if (await updatePolicy(ctx.db, input)) return { ...input, version: input.version + 1 };
    const { version } = await selectPolicy(ctx.db);
    throw new DomainError<TaxErrorCode>("conflict", "tax.stale", { current: version });
  },
);
