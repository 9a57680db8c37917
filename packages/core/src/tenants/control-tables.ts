import type { Limits } from "../platform/limits.ts";
import type { LimitReasons } from "./plan-schemas.ts";
import { declareTables, personal } from "../platform/columns.ts";
import type { Defaulted, Json, NullableJson } from "./tables.ts";

/** The control plane's directory of tenants: what routing needs, and nothing of a shop's content. */
export interface DirectoryTables {
  tenants: {
    id: string;
    slug: string;
    /** The slug with look-alikes made equal. */
    skeleton: string;
    name: string;
    region: "eu" | "us";
    status: "provisioning" | "active" | "suspended" | "erased";
    schema_name: string | null;
    /** The database of its region that has the schema. */
    cell: string | null;
    /** On its way to the region; removed here once the shop is open there. */
    contact_email: string | null;
    default_locale: string;
    default_currency: string;
    /** Counts what the control plane decides (status); the region has been told `pushed_version`. */
    version: number;
    pushed_version: number;
    /** Why and since when the platform closed it. */
    suspended_for: "unpaid" | "terms" | "legal" | "security" | "request" | "other" | null;
    suspended_at: Date | null;
    /** The newest step that its schema was known to stand at when the region was asked last. */
    step: Defaulted<string | null>;
    /** Version of the shop's own settings that name, locale and currency were copied from. */
    settings_version: number;
    attempts: number;
    next_attempt_at: Date;
    created_at: Date;
    plan: Defaulted<string>;
    /** What was agreed with this tenant in place of its plan's limits. */
    overrides: Defaulted<Partial<Limits>, string>;
    /** Why and since when, by the limit. */
    override_reasons: Defaulted<LimitReasons, string>;
    /** Since when its owner has closed it, and when it is erased unless it is opened again before. */
    closed_at: Date | null;
    erase_at: Date | null;
    erased_at: Date | null;
    /** What the region erased: counts and moments. */
    certificate: NullableJson<unknown>;
    /** When it will be packed away, if nobody comes; its owners were told. */
    hibernate_at: Defaulted<Date | null>;
    /** Since when it is packed away. */
    hibernated_at: Defaulted<Date | null>;
    /** When its owners were told so. */
    hibernation_told_at: Defaulted<Date | null>;
  };
  /** The newest step that each region's program knows, and when the region said so. */
  region_releases: { region: "eu" | "us"; newest_step: string; asked_at: Date };
  /** What shops can be on; a row is changed, never removed while a tenant has it. */
  plans: { name: string; position: number; trial: boolean; limits: Json<Limits> };
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
    cell: "none",
    contact_email: personal("staff", "delivery"),
    default_locale: "none",
    default_currency: "none",
    version: "none",
    pushed_version: "none",
    suspended_for: "none",
    suspended_at: "none",
    step: "none",
    settings_version: "none",
    attempts: "none",
    next_attempt_at: "none",
    created_at: "none",
    plan: "none",
    overrides: "none",
    override_reasons: "none",
    closed_at: "none",
    erase_at: "none",
    erased_at: "none",
    certificate: "none",
    hibernate_at: "none",
    hibernated_at: "none",
    hibernation_told_at: "none",
  },
  region_releases: { region: "none", newest_step: "none", asked_at: "none" },
  plans: { name: "none", position: "none", trial: "none", limits: "none" },
});
