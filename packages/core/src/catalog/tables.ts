import { declareTables } from "../platform/columns.ts";

export const catalogDeclarations = declareTables<Record<never, never>>({});
