import { declareTables } from "../platform/columns.ts";

export const fulfilmentDeclarations = declareTables<Record<never, never>>({});
