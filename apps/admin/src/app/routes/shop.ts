// The router is told where to go by what is thrown, and that is no error.
/* oxlint-disable typescript/only-throw-error */
import { createRoute, lazyRouteComponent, notFound, redirect } from "@tanstack/react-router";
import { paths } from "../paths.ts";
import { rememberShop } from "../session.ts";
import { root, signedIn } from "./root.ts";

/** All pages of one shop: whoever comes in is a member, and has the second factor that the shop asks for. */
export const shop = createRoute({
  getParentRoute: () => root,
  path: paths.home,
  beforeLoad: async ({ context, location, params }) => {
    const me = await signedIn(context, location.href);
    const member = me.memberships.find(({ slug }) => slug === params.shop);
    if (member === undefined) throw notFound();
    if (member.status !== "active") throw redirect({ to: paths.shops });
    if (member.secondFactorRequired && !me.user.secondFactor) throw redirect({ to: paths.security });
    rememberShop(member.slug);
    return { me, shop: await context.openShop(me, member) };
  },
  component: lazyRouteComponent(() => import("../Shell.tsx"), "Shell"),
});
export const home = createRoute({
  getParentRoute: () => shop,
  path: "/",
  component: lazyRouteComponent(() => import("../../pages/home/HomePage.tsx"), "HomePage"),
});
