import { declareTables } from "../platform/columns.ts";

export const mediaDeclarations = declareTables<Record<never, never>>({});
