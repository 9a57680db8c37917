import { declareTables } from "../platform/columns.ts";

export const pricingDeclarations = declareTables<Record<never, never>>({});
