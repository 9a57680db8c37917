import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as search from "../../lib/search.ts";
import { shop } from "./shop.ts";

const orders = createRoute({
  getParentRoute: () => shop,
  path: "orders",
  validateSearch: search.readOrdersSearch,
  component: lazyRouteComponent(() => import("../../pages/orders/OrdersPage.tsx"), "OrdersPage"),
});
const order = createRoute({
  getParentRoute: () => shop,
  path: "orders/$orderId",
  component: lazyRouteComponent(() => import("../../pages/orders/OrderPage.tsx"), "OrderPage"),
});
const awaited = createRoute({
  getParentRoute: () => shop,
  path: "orders/awaited",
  validateSearch: search.readAwaitedSearch,
  component: lazyRouteComponent(() => import("../../pages/orders/AwaitedPage.tsx"), "AwaitedPage"),
});
const packingSlip = createRoute({
  getParentRoute: () => shop,
  path: "orders/$orderId/packing-slip",
  component: lazyRouteComponent(() => import("../../pages/orders/PackingSlipPage.tsx"), "PackingSlipPage"),
});
const customers = createRoute({
  getParentRoute: () => shop,
  path: "customers",
  validateSearch: search.readCustomersSearch,
  component: lazyRouteComponent(() => import("../../pages/customers/CustomersPage.tsx"), "CustomersPage"),
});
const customerGroups = createRoute({
  getParentRoute: () => shop,
  path: "customers/groups",
  component: lazyRouteComponent(() => import("../../pages/customers/GroupsPage.tsx"), "GroupsPage"),
});
const companies = createRoute({
  getParentRoute: () => shop,
  path: "customers/companies",
  validateSearch: search.readCompaniesSearch,
  component: lazyRouteComponent(() => import("../../pages/customers/CompaniesPage.tsx"), "CompaniesPage"),
});
const company = createRoute({
  getParentRoute: () => shop,
  path: "customers/companies/$companyId",
  component: lazyRouteComponent(() => import("../../pages/customers/CompanyPage.tsx"), "CompanyPage"),
});
const customer = createRoute({
  getParentRoute: () => shop,
  path: "customers/$customerId",
  component: lazyRouteComponent(() => import("../../pages/customers/CustomerPage.tsx"), "CustomerPage"),
});

export const ordersRoutes = [
  orders,
  order,
  awaited,
  packingSlip,
  customers,
  customerGroups,
  companies,
  company,
  customer,
] as const;
