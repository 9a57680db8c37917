import { randomInt } from "node:crypto";
import { DomainError } from "../kernel/errors.ts";
import type { Id } from "../kernel/ids.ts";
import { newId } from "../platform/new-id.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import { insertTenant, type NewTenant, slugLike } from "./queries/directory.ts";
import { isReserved, resemblesReserved } from "./rules/reserved-slugs.ts";
import { skeleton } from "./rules/skeleton.ts";
import { slugFrom, withSuffix } from "./rules/slug.ts";

/** Characters that resemble no other. */
const suffixAlphabet = "23456789bcdfghjkpqrstvxz";
const mostTries = 8;

/**
 * Enters a new shop into the directory, still to be opened in its region. Its slug comes from its name; a taken
 * or reserved one gets a suffix, one that looks like another's is refused.
 */
export async function registerTenant(
  ctx: PlatformTxCtx<"control">,
  shop: Omit<NewTenant, "id" | "slug" | "skeleton" | "plan">,
): Promise<Id<"ten">> {
  const base = slugFrom(shop.name, shop.defaultLocale);
  if (resemblesReserved(base)) throw confusable(base);
  const id = newId("ten");
  const plan = ctx.settings.firstPlan ?? "trial";
  let slug = isReserved(base) ? withSuffix(base, randomSuffix()) : base;
  for (let i = 0; i < mostTries; i++) {
    if (await insertTenant(ctx.db, { ...shop, id, slug, skeleton: skeleton(slug), plan }, ctx.now())) return id;
    if ((await slugLike(ctx.db, base, skeleton(base))) !== undefined) throw confusable(base);
    slug = withSuffix(base, randomSuffix());
  }
  throw new DomainError("conflict", "tenants.name_taken", { fields: ["shopName"] });
}

const confusable = (slug: string): DomainError =>
  new DomainError("invalid", "tenants.name_confusable", { slug, fields: ["shopName"] });

function randomSuffix(): string {
  return Array.from({ length: 5 }, () => suffixAlphabet[randomInt(suffixAlphabet.length)]).join("");
}
