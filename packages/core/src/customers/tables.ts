import { declareTables } from "../platform/columns.ts";

export const customersDeclarations = declareTables<Record<never, never>>({});
