import { declareTables } from "../platform/columns.ts";

export const cartsDeclarations = declareTables<Record<never, never>>({});
