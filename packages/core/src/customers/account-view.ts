import type { StoredCustomer } from "./queries/customers.ts";
import type { Account } from "./schemas.ts";

/** An account as its owner sees it; undefined for a customer without one. */
export function accountOf(customer: StoredCustomer): Account | undefined {
  const { id, email, name, locale, phone, company, taxId, taxStatus, groups, ordersCount, registeredAt } = customer;
  if (registeredAt === null || customer.erasedAt !== null) return undefined;
  const { companyAccount } = customer;
  const buysFor = companyAccount?.status === "active" ? { name: companyAccount.name } : null;
  const marketing = customer.marketing.at(-1) ?? null;
  const own = { id, email, name, locale, phone, company, taxId, taxStatus };
  return { ...own, groups, buysFor, ordersCount, marketing, registeredAt };
}
