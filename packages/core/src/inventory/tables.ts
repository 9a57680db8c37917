import { declareTables } from "../platform/columns.ts";

export const inventoryDeclarations = declareTables<Record<never, never>>({});
