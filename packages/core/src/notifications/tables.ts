import { declareTables } from "../platform/columns.ts";

export const notificationsDeclarations = declareTables<Record<never, never>>({});
