import { declareTables } from "../platform/columns.ts";

export const marketsDeclarations = declareTables<Record<never, never>>({});
