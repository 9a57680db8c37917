import type { AdminRouter } from "@meridian/api/admin";
import type { PlatformAdminRouter } from "@meridian/api/platform-admin";
import type { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpLink, type Operation, type TRPCClient, type TRPCLink } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AnyRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { controlFetch } from "./control-fetch.ts";
import { isTransient, problemOf } from "./errors.ts";
import { currentLanguage } from "./i18n.ts";
import { trackIntents } from "./intents.ts";
import type { Reach } from "./reach.ts";
import type { TokenKeeper } from "./region-token.ts";

export type AdminInputs = inferRouterInputs<AdminRouter>;
export type AdminOutputs = inferRouterOutputs<AdminRouter>;
export type ControlInputs = inferRouterInputs<PlatformAdminRouter>;
export type ControlOutputs = inferRouterOutputs<PlatformAdminRouter>;
/** Who is signed in, with the shops that this person may enter. */
export type Me = ControlOutputs["staff"]["me"];

function headersOf({ context }: Operation): Record<string, string> {
  const key = context["idempotencyKey"];
  return {
    "accept-language": currentLanguage(),
    ...(typeof key === "string" ? { "idempotency-key": key } : {}),
  };
}

/** Gives every mutation the idempotency key of its intent. */
function intentLink<R extends AnyRouter>(): TRPCLink<R> {
  const intents = trackIntents();
  return () =>
    ({ next, op }) => {
      if (op.type !== "mutation") return next(op);
      const idempotencyKey = intents.keyOf(op.path, op.input);
      return observable((observer) =>
        next({ ...op, context: { ...op.context, idempotencyKey } }).subscribe({
          next(value) {
            intents.answered(op.path, op.input);
            observer.next(value);
          },
          error(error) {
            if (!isTransient(problemOf(error))) intents.answered(op.path, op.input);
            observer.error(error);
          },
          complete: () => observer.complete(),
        }),
      );
    };
}

/** The control plane: who is signed in, shops, staff. The session is a cookie that scripts cannot read. */
export function openControl(queryClient: QueryClient, reach: Reach) {
  const client = createTRPCClient<PlatformAdminRouter>({
    links: [
      intentLink(),
      httpLink({
        url: "/trpc",
        headers: ({ op }) => ({ ...headersOf(op), "x-meridian-csrf": "1" }),
        fetch: controlFetch(reach),
      }),
    ],
  });
  const trpc = createTRPCOptionsProxy<PlatformAdminRouter, { keyPrefix: true }>({
    client,
    queryClient,
    keyPrefix: "control",
  });
  return { client, trpc };
}
export type Control = ReturnType<typeof openControl>;

/** Named, for the compiler cannot write a router of this size out. */
export interface ShopApi {
  readonly client: TRPCClient<AdminRouter>;
  readonly trpc: TRPCOptionsProxy<AdminRouter, { keyPrefix: true }>;
}

/** One shop in its home region. The browser talks to the region directly; a refused token is replaced once. */
export function openShop(queryClient: QueryClient, tenantId: string, regionUrl: string, tokens: TokenKeeper): ShopApi {
  const send = async (url: RequestInfo | URL | string, init: RequestInit, token: string): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    return fetch(url, { ...init, headers, credentials: "omit" });
  };
  const client = createTRPCClient<AdminRouter>({
    links: [
      intentLink(),
      httpLink({
        url: `${regionUrl}/admin/trpc`,
        headers: ({ op }) => headersOf(op),
        async fetch(url, init) {
          const request = { ...init, signal: init?.signal ?? null } as RequestInit;
          const { token } = await tokens.current();
          const answer = await send(url, request, token);
          return answer.status === 401 ? send(url, request, (await tokens.renew(token)).token) : answer;
        },
      }),
    ],
  });
  const trpc = createTRPCOptionsProxy<AdminRouter, { keyPrefix: true }>({ client, queryClient, keyPrefix: tenantId });
  return { client, trpc };
}
