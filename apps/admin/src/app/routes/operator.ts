// The router is told where to go by what is thrown, and that is no error.
/* oxlint-disable typescript/only-throw-error */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { adoptLanguage } from "../../lib/i18n.ts";
import * as search from "../../lib/search.ts";
import { paths } from "../paths.ts";
import { whichOperator } from "../session.ts";
import { root } from "./root.ts";

const door = createRoute({
  getParentRoute: () => root,
  id: "operator-door",
  component: lazyRouteComponent(() => import("../Door.tsx"), "Door"),
});
const logIn = createRoute({
  getParentRoute: () => door,
  path: paths.operatorLogIn,
  validateSearch: search.readOperatorLogInSearch,
  component: lazyRouteComponent(() => import("../../pages/operator/OperatorLogInPage.tsx"), "OperatorLogInPage"),
});
const setUp = createRoute({
  getParentRoute: () => door,
  path: paths.operatorSetUp,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("../../pages/operator/OperatorSetUpPage.tsx"), "OperatorSetUpPage"),
});

/** All pages of the platform's operators: whoever comes in is one. */
const operator = createRoute({
  getParentRoute: () => root,
  path: paths.operator,
  beforeLoad: async ({ context, location }) => {
    const me = await whichOperator(context.queryClient, context.control);
    if (me === null) throw redirect({ to: paths.operatorLogIn, search: { to: location.href } });
    await adoptLanguage(me.language);
    return { operator: me };
  },
  component: lazyRouteComponent(() => import("../OperatorShell.tsx"), "OperatorShell"),
});
const start = createRoute({
  getParentRoute: () => operator,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: paths.operatorTenants });
  },
});
const tenants = createRoute({
  getParentRoute: () => operator,
  path: "tenants",
  validateSearch: search.readTenantsSearch,
  component: lazyRouteComponent(() => import("../../pages/operator/TenantsPage.tsx"), "TenantsPage"),
});
const tenant = createRoute({
  getParentRoute: () => operator,
  path: "tenants/$tenantId",
  component: lazyRouteComponent(() => import("../../pages/operator/TenantPage.tsx"), "TenantPage"),
});
const regions = createRoute({
  getParentRoute: () => operator,
  path: "regions",
  component: lazyRouteComponent(() => import("../../pages/operator/RegionsPage.tsx"), "RegionsPage"),
});
const migrations = createRoute({
  getParentRoute: () => operator,
  path: "migrations",
  component: lazyRouteComponent(() => import("../../pages/operator/MigrationsPage.tsx"), "MigrationsPage"),
});
const cells = createRoute({
  getParentRoute: () => operator,
  path: "cells",
  component: lazyRouteComponent(() => import("../../pages/operator/CellsPage.tsx"), "CellsPage"),
});
const audit = createRoute({
  getParentRoute: () => operator,
  path: "audit",
  validateSearch: search.readOperatorAuditSearch,
  component: lazyRouteComponent(() => import("../../pages/operator/OperatorAuditPage.tsx"), "OperatorAuditPage"),
});

export const operatorRoutes = [
  door.addChildren([logIn, setUp]),
  operator.addChildren([start, tenants, tenant, regions, migrations, cells, audit]),
] as const;
