import { createContext, useContext } from "react";
import type { Control, ControlOutputs, ShopApi } from "./api.ts";
import type { ConsoleConfig } from "./config.ts";

/** What any page of the console may use. */
export interface Session {
  readonly control: Control;
  readonly config: ConsoleConfig;
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
