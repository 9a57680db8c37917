import { createContext, useContext, useSyncExternalStore } from "react";
import type { Control, ControlOutputs, ShopApi } from "./api.ts";
import type { ConsoleConfig } from "./config.ts";
import type { Kept } from "./kept.ts";
import type { Reach } from "./reach.ts";

/** What any page of the console may use. */
export interface Session {
  readonly control: Control;
  readonly config: ConsoleConfig;
  /** Whether the control plane answers. */
  readonly reach: Reach;
  /** What is kept in this browser for when it does not. */
  readonly kept: Kept;
}

export type Membership = ControlOutputs["staff"]["me"]["memberships"][number];

/** The shop that the page's address names, as the person who is signed in may use it. */
export interface Shop extends ShopApi, Membership {}

export const SessionContext = createContext<Session | null>(null);
export const ShopContext = createContext<Shop | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("outside of the session");
  return session;
}

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (shop === null) throw new Error("outside of a shop");
  return shop;
}

/** Whether the control plane was away when it was last asked. */
export function useAway(): boolean {
  const { reach } = useSession();
  return useSyncExternalStore(reach.subscribe, reach.isAway);
}
