import type { AdminOutputs } from "../../lib/api.ts";

export type PriceList = AdminOutputs["pricing"]["getPriceList"];
export type ListPrice = AdminOutputs["pricing"]["listListPrices"]["items"][number];
/** What the form of a price list edits. */
export type ListDraft = Omit<PriceList, "id" | "version" | "updatedAt">;
