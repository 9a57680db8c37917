import type catalog from "./en/catalog.json";
import type common from "./en/common.json";
import type consent from "./en/consent.json";
import type credit from "./en/credit.json";
import type customers from "./en/customers.json";
import type domains from "./en/domains.json";
import type fulfilment from "./en/fulfilment.json";
import type home from "./en/home.json";
import type mailbox from "./en/mailbox.json";
import type markets from "./en/markets.json";
import type operator from "./en/operator.json";
import type orders from "./en/orders.json";
import type payments from "./en/payments.json";
import type pricing from "./en/pricing.json";
import type promotions from "./en/promotions.json";
import type staff from "./en/staff.json";
import type tax from "./en/tax.json";
import type tenants from "./en/tenants.json";

/** The words of each page, as typed by their English file. */
export interface Words {
  catalog: typeof catalog;
  common: typeof common;
  consent: typeof consent;
  credit: typeof credit;
  customers: typeof customers;
  domains: typeof domains;
  fulfilment: typeof fulfilment;
  home: typeof home;
  mailbox: typeof mailbox;
  markets: typeof markets;
  operator: typeof operator;
  orders: typeof orders;
  payments: typeof payments;
  pricing: typeof pricing;
  promotions: typeof promotions;
  staff: typeof staff;
  tax: typeof tax;
  tenants: typeof tenants;
}
