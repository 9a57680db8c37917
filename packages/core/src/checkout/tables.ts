import { declareTables } from "../platform/columns.ts";

export const checkoutDeclarations = declareTables<Record<never, never>>({});
