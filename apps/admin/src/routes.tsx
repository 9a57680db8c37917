// The router is told where to go by what is thrown, and that is no error.
/* oxlint-disable typescript/only-throw-error */
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { NotFoundPage } from "./app/NotFoundPage.tsx";
import { paths } from "./app/paths.ts";
import { Pending } from "./app/Pending.tsx";
import { RouteError } from "./app/RouteError.tsx";
import { catalogRoutes } from "./app/routes/catalog.ts";
import { doorRoutes } from "./app/routes/door.ts";
import { operatorRoutes } from "./app/routes/operator.ts";
import { marketsRoutes } from "./app/routes/markets.ts";
import { ordersRoutes } from "./app/routes/orders.ts";
import { root, signedIn, type RouterContext } from "./app/routes/root.ts";
import { sellingRoutes } from "./app/routes/selling.ts";
import { settingsRoutes } from "./app/routes/settings.ts";
import { home, shop } from "./app/routes/shop.ts";
import { startShop } from "./app/session.ts";
import * as search from "./lib/search.ts";

const start = createRoute({
  getParentRoute: () => root,
  path: paths.start,
  beforeLoad: async ({ context }) => {
    const shop = startShop(await signedIn(context, "/"));
    if (shop === null) throw redirect({ to: paths.shops });
    throw redirect({ to: paths.home, params: { shop } });
  },
});
const mailbox = createRoute({
  getParentRoute: () => root,
  path: paths.mailbox,
  validateSearch: search.readMailboxSearch,
  component: lazyRouteComponent(() => import("./pages/mailbox/MailboxPage.tsx"), "MailboxPage"),
});

export const routeTree = root.addChildren([
  start,
  doorRoutes,
  mailbox,
  ...operatorRoutes,
  shop.addChildren([home, ...catalogRoutes, ...ordersRoutes, ...sellingRoutes, ...marketsRoutes, ...settingsRoutes]),
]);

export function makeRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    scrollRestoration: true,
    defaultPendingComponent: Pending,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
