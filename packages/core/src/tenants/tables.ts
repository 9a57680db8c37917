import { declareTables } from "../platform/columns.ts";

export const tenantsDeclarations = declareTables<Record<never, never>>({});
