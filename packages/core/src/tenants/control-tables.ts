import { declareTables, personal } from "../platform/columns.ts";

/** The control plane's directory of tenants: what routing needs, and nothing of a shop's content. */
export interface DirectoryTables {
  tenants: {
    id: string;
    slug: string;
    /** The slug with look-alikes made equal. */
    skeleton: string;
    name: string;
    region: "eu" | "us";
    status: "provisioning" | "active" | "suspended";
    schema_name: string | null;
    /** On its way to the region; removed here once the shop is open there. */
    contact_email: string | null;
    default_locale: string;
    default_currency: string;
    /** Counts what the control plane decides (status); the region has been told `pushed_version`. */
    version: number;
    pushed_version: number;
    /** Version of the shop's own settings that name, locale and currency were copied from. */
    settings_version: number;
    attempts: number;
    next_attempt_at: Date;
    created_at: Date;
  };
}

export const directoryDeclarations = declareTables<DirectoryTables>({
  tenants: {
    id: "none",
    slug: "none",
    skeleton: "none",
    name: "none",
    region: "none",
    status: "none",
    schema_name: "none",
    contact_email: personal("staff", "delivery"),
    default_locale: "none",
    default_currency: "none",
    version: "none",
    pushed_version: "none",
    settings_version: "none",
    attempts: "none",
    next_attempt_at: "none",
    created_at: "none",
  },
});
