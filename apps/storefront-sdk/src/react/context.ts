import { createContext, createElement, type ReactNode, useContext } from "react";
import type { Client } from "../client.ts";
import { createState, type State } from "./state.ts";

const Context = createContext<State | null>(null);
const states = new WeakMap<Client, State>();

/**
 * Gives the hooks below it their shop. One client per visitor: in the browser one for the page, on a server one for
 * each request.
 *
 * @example
 * const shop = createClient({ endpoint: "https://eu.example.com", publicKey: "pk_eu_…" });
 * <StorefrontProvider client={shop}><App /></StorefrontProvider>
 */
export function StorefrontProvider({ client, children }: { readonly client: Client; readonly children?: ReactNode }) {
  let state = states.get(client);
  if (!state) states.set(client, (state = createState(client)));
  return createElement(Context.Provider, { value: state }, children);
}

/** What the hooks share; `useClient` is its public face. */
export function useStorefront(): State {
  const state = useContext(Context);
  if (!state) throw new Error("Put a <StorefrontProvider client={…}> around what uses the shop.");
  return state;
}
