import { z } from "zod";
import { id, instant } from "../wire.ts";

/** Everything that the shop keeps of a person, machine-readable (GDPR Art. 15 and 20), by table. */
export const PersonExport = z.object({
  format: z.literal("meridian-person/1"),
  exportedAt: instant,
  shop: z.string(),
  customerId: id("cus"),
  tables: z.array(
    z.object({
      name: z.string(),
      /** Columns that hold personal data, and how long each is kept. */
      personal: z.record(z.string(), z.string()),
      rows: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});
export type PersonExport = z.output<typeof PersonExport>;

export const ExportCustomer = z.object({ id: id("cus") });
/** `confirm` is the customer's own address, typed once more: what is erased cannot be brought back. */
export const EraseCustomer = z.object({ id: id("cus"), confirm: z.string().trim().max(254) });
export const ForgetMe = z.object({ confirm: z.literal(true) });
export const Erased = z.object({ customerId: id("cus"), erasedAt: instant });

export type PrivacyErrorCode = "privacy.payment_under_way" | "privacy.not_confirmed" | "privacy.column_unhandled";
