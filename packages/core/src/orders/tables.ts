import { declareTables } from "../platform/columns.ts";

export const ordersDeclarations = declareTables<Record<never, never>>({});
