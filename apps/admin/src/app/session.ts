import type { QueryClient } from "@tanstack/react-query";
import { openShop, type Control, type ControlOutputs } from "../lib/api.ts";
import { problemOf } from "../lib/errors.ts";
import { keepToken } from "../lib/region-token.ts";
import type { Membership, Shop } from "../lib/session.ts";

export type Me = ControlOutputs["staff"]["me"];

/** Who is signed in, or null. The answer is kept until it is invalidated by logging in or out. */
export async function whoAmI(queryClient: QueryClient, control: Control): Promise<Me | null> {
  try {
    return await queryClient.ensureQueryData({
      ...control.trpc.staff.me.queryOptions({}),
      staleTime: 60_000,
      meta: { mayBeSignedOut: true },
    });
  } catch (error) {
    if (problemOf(error).status === 401) return null;
    throw error;
  }
}

export type OperatorMe = ControlOutputs["operators"]["me"];

/** Which operator of the platform is logged in, or null: a session of its own, beside a merchant's. */
export async function whichOperator(queryClient: QueryClient, control: Control): Promise<OperatorMe | null> {
  try {
    return await queryClient.ensureQueryData({
      ...control.trpc.operators.me.queryOptions({}),
      staleTime: 60_000,
      meta: { mayBeSignedOut: true },
    });
  } catch (error) {
    if (problemOf(error).status === 401) return null;
    throw error;
  }
}

export type ShopOpener = (member: Membership) => Promise<Shop>;

/** Opens shops, each once: its token lives in memory as long as the page. */
export function shopOpener(queryClient: QueryClient, control: Control): ShopOpener {
  const open = new Map<string, ReturnType<typeof openShop>>();
  return async (member) => {
    const { tenantId } = member;
    let api = open.get(tenantId);
    if (api === undefined) {
      const tokens = keepToken(() => control.client.staff.issueRegionToken.mutate({ tenantId }));
      const { regionUrl } = await tokens.current();
      api = openShop(queryClient, tenantId, regionUrl, tokens);
      open.set(tenantId, api);
    }
    return { ...api, ...member };
  };
}

const lastShopKey = "meridian.shop";

export function rememberShop(slug: string): void {
  try {
    localStorage.setItem(lastShopKey, slug);
  } catch {
    // Without storage the list of shops is the start.
  }
}

/** Where somebody who just signed in goes: the shop used last, the only one, or none for the list. */
export function startShop(me: Me): string | null {
  const [only] = me.memberships;
  if (me.memberships.length === 1 && only !== undefined) return only.slug;
  let last: string | null = null;
  try {
    last = localStorage.getItem(lastShopKey);
  } catch {
    return null;
  }
  return me.memberships.find(({ slug }) => slug === last)?.slug ?? null;
}
