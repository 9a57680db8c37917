import type { QueryClient } from "@tanstack/react-query";
import { openShop, type Control, type ControlOutputs, type Me, type ShopApi } from "../lib/api.ts";
import { problemOf } from "../lib/errors.ts";
import type { Kept } from "../lib/kept.ts";
import type { Reach } from "../lib/reach.ts";
import { keepToken, type RegionToken, type TokenKeeper } from "../lib/region-token.ts";
import type { Membership, Shop } from "../lib/session.ts";
import { whenIdle } from "./keep-files.ts";

export type { Me };

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

/** Opens the shops that somebody may enter. */
export interface ShopOpener {
  readonly open: (me: Me, member: Membership) => Promise<Shop>;
  /** Asks for new tokens where it is time to. */
  readonly refresh: () => void;
}

/** A token for a shop that is not open is replaced when it would no longer hold for this long; looked at hourly. */
const provisionMillis = 12 * 3_600_000;
const provideMillis = 3_600_000;
const mostProvisions = 20;

/** Opens shops, each once for the person who is signed in. */
export function shopOpener(queryClient: QueryClient, control: Control, reach: Reach, kept: Kept): ShopOpener {
  const open = new Map<string, { readonly api: Promise<ShopApi>; readonly tokens: TokenKeeper }>();
  async function issue(tenantId: Membership["tenantId"]): Promise<RegionToken> {
    try {
      return await control.client.staff.issueRegionToken.mutate({ tenantId });
    } catch (error) {
      // Logged out elsewhere, or for too long.
      if (problemOf(error).status === 401) kept.forget();
      throw error;
    }
  }

  function opening(userId: string, tenantId: Membership["tenantId"]) {
    const tokens = keepToken({
      issue: () => issue(tenantId),
      reach,
      kept: {
        read: () => kept.token(userId, tenantId),
        keep: (token) => kept.keepToken(userId, tenantId, token),
        drop: () => kept.dropToken(userId, tenantId),
      },
    });
    const api = tokens.current().then(({ regionUrl }) => openShop(queryClient, tenantId, regionUrl, tokens));
    return { api, tokens };
  }

  /** Gets tokens for the shops that are not open, so that they open while the control plane is away. */
  async function provide({ user, memberships }: Me): Promise<void> {
    const others = memberships.filter(
      ({ tenantId, status }) => status === "active" && !open.has(nameOf(user, tenantId)),
    );
    for (const { tenantId } of others.slice(0, mostProvisions)) {
      const has = kept.token(user.id, tenantId);
      if (has !== null && Date.parse(has.expiresAt) - Date.now() > provisionMillis) continue;
      // One that is refused, for want of a second factor or of an answer, is told when the shop is opened.
      const token = await issue(tenantId).catch(() => null);
      if (token !== null) kept.keepToken(user.id, tenantId, token);
    }
  }
  let provided: { readonly me: Me; readonly at: number } | null = null;
  function provideFor(me: Me): void {
    if (reach.isAway() || (provided?.me === me && Date.now() - provided.at < provideMillis)) return;
    provided = { me, at: Date.now() };
    whenIdle(() => void provide(me));
  }

  return {
    async open(me, member) {
      const { tenantId } = member;
      const name = nameOf(me.user, tenantId);
      const found = open.get(name) ?? opening(me.user.id, tenantId);
      open.set(name, found);
      try {
        const api = await found.api;
        provideFor(me);
        return { ...api, ...member };
      } catch (error) {
        open.delete(name);
        throw error;
      }
    },
    refresh() {
      for (const { tokens } of open.values()) tokens.current().catch(() => undefined);
      if (provided !== null) provideFor(provided.me);
    },
  };
}

const nameOf = (user: Me["user"], tenantId: string): string => `${user.id} ${tenantId}`;

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
