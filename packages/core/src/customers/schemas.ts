import { z } from "zod";
import { email, id, instant, page, pageInput } from "../wire.ts";

/** Who bought something: one row per e-mail address. */
export const Customer = z.object({
  id: id("cus"),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  ordersCount: z.int(),
  lastOrderAt: instant.nullable(),
  createdAt: instant,
});
export type Customer = z.output<typeof Customer>;

/** `text` is compared with the beginning of the address and with any part of the name. */
export const ListCustomers = z.object({ text: z.string().trim().max(100).nullable().default(null), ...pageInput });
export const CustomerPage = page(Customer);
export const GetCustomer = z.object({ id: id("cus") });

/** What a sale knows of its buyer. */
export const Buyer = z.object({ email, name: z.string(), locale: z.string() });
export type Buyer = z.output<typeof Buyer>;
