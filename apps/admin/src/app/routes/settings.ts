import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as search from "../../lib/search.ts";
import { shop } from "./shop.ts";

const privacy = createRoute({
  getParentRoute: () => shop,
  path: "privacy",
  validateSearch: search.readPrivacySearch,
  component: lazyRouteComponent(() => import("../../pages/consent/ConsentPage.tsx"), "ConsentPage"),
});
const team = createRoute({
  getParentRoute: () => shop,
  path: "team",
  component: lazyRouteComponent(() => import("../../pages/staff/TeamPage.tsx"), "TeamPage"),
});
const settings = createRoute({
  getParentRoute: () => shop,
  path: "settings",
  component: lazyRouteComponent(() => import("../../pages/tenants/SettingsPage.tsx"), "SettingsPage"),
});
const shopSettings = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("../../pages/tenants/ShopSettingsPage.tsx"), "ShopSettingsPage"),
});
const keys = createRoute({
  getParentRoute: () => settings,
  path: "keys",
  component: lazyRouteComponent(() => import("../../pages/tenants/KeysPage.tsx"), "KeysPage"),
});
const domains = createRoute({
  getParentRoute: () => settings,
  path: "domains",
  component: lazyRouteComponent(() => import("../../pages/domains/DomainsPage.tsx"), "DomainsPage"),
});
const plan = createRoute({
  getParentRoute: () => settings,
  path: "plan",
  component: lazyRouteComponent(() => import("../../pages/tenants/PlanPage.tsx"), "PlanPage"),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  validateSearch: search.readAuditSearch,
  component: lazyRouteComponent(() => import("../../pages/tenants/AuditPage.tsx"), "AuditPage"),
});

export const settingsRoutes = [
  privacy,
  team,
  settings.addChildren([shopSettings, domains, keys, plan, audit]),
] as const;
