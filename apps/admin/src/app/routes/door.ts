// The router is told where to go by what is thrown, and that is no error.
/* oxlint-disable typescript/only-throw-error */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import * as search from "../../lib/search.ts";
import { paths } from "../paths.ts";
import { root, signedIn } from "./root.ts";

const door = createRoute({
  getParentRoute: () => root,
  id: "door",
  component: lazyRouteComponent(() => import("../Door.tsx"), "Door"),
});
const signUp = createRoute({
  getParentRoute: () => door,
  path: paths.signUp,
  component: lazyRouteComponent(() => import("../../pages/staff/SignUpPage.tsx"), "SignUpPage"),
});
const checkMail = createRoute({
  getParentRoute: () => door,
  path: paths.checkMail,
  validateSearch: search.readMailSearch,
  component: lazyRouteComponent(() => import("../../pages/staff/CheckMailPage.tsx"), "CheckMailPage"),
});
const verifyEmail = createRoute({
  getParentRoute: () => door,
  path: paths.verifyEmail,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("../../pages/staff/VerifyEmailPage.tsx"), "VerifyEmailPage"),
});
// A page of its own, not loaded with the console: links lead there as to any other address.
const logIn = createRoute({
  getParentRoute: () => door,
  path: paths.logIn,
  validateSearch: search.readLogInSearch,
  beforeLoad: ({ location }) => {
    throw redirect({ href: location.href, reloadDocument: true });
  },
});
const forgotPassword = createRoute({
  getParentRoute: () => door,
  path: paths.forgotPassword,
  component: lazyRouteComponent(() => import("../../pages/staff/ForgotPasswordPage.tsx"), "ForgotPasswordPage"),
});
const resetPassword = createRoute({
  getParentRoute: () => door,
  path: paths.resetPassword,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("../../pages/staff/ResetPasswordPage.tsx"), "ResetPasswordPage"),
});
const acceptInvitation = createRoute({
  getParentRoute: () => door,
  path: paths.acceptInvitation,
  validateSearch: search.readTokenSearch,
  component: lazyRouteComponent(() => import("../../pages/staff/AcceptInvitationPage.tsx"), "AcceptInvitationPage"),
});
const shops = createRoute({
  getParentRoute: () => door,
  path: paths.shops,
  beforeLoad: async ({ context, location }) => ({ me: await signedIn(context, location.href) }),
  component: lazyRouteComponent(() => import("../../pages/staff/ShopsPage.tsx"), "ShopsPage"),
});
const security = createRoute({
  getParentRoute: () => door,
  path: paths.security,
  beforeLoad: async ({ context, location }) => ({ me: await signedIn(context, location.href) }),
  component: lazyRouteComponent(() => import("../../pages/staff/SecurityPage.tsx"), "SecurityPage"),
});

export const doorRoutes = door.addChildren([
  signUp,
  checkMail,
  verifyEmail,
  logIn,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  shops,
  security,
]);
