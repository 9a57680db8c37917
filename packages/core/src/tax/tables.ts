import { declareTables } from "../platform/columns.ts";

export const taxDeclarations = declareTables<Record<never, never>>({});
