import { declareTables } from "../platform/columns.ts";

export const paymentsDeclarations = declareTables<Record<never, never>>({});
