// The router is told where to go by what is thrown, and that is no error.
/* oxlint-disable typescript/only-throw-error */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, redirect } from "@tanstack/react-router";
import { adoptLanguage } from "../../lib/i18n.ts";
import type { Session } from "../../lib/session.ts";
import { paths } from "../paths.ts";
import type { Me, ShopOpener } from "../session.ts";
import type { Recognition } from "../who-am-i.ts";

export interface RouterContext extends Session {
  readonly queryClient: QueryClient;
  readonly whoAmI: Recognition["whoAmI"];
  readonly openShop: ShopOpener["open"];
}

export const root = createRootRouteWithContext<RouterContext>()({});

/** Who is there; sends those who have not said so to the door, and back afterwards. */
export async function signedIn(context: RouterContext, href: string): Promise<Me> {
  const me = await context.whoAmI();
  if (me === null) throw redirect({ to: paths.logIn, search: { to: href }, reloadDocument: true });
  // Before anything is drawn: otherwise the page shows the browser's language for a moment.
  await adoptLanguage(me.user.language);
  return me;
}
