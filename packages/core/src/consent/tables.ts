import { declareTables } from "../platform/columns.ts";

export const consentDeclarations = declareTables<Record<never, never>>({});
