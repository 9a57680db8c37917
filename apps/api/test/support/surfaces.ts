import { adminRouter } from "../../src/admin/router.ts";
import { proceduresOf } from "../../src/http/rest.ts";
import { platformAdminRouter } from "../../src/platform-admin/router.ts";
import { storefrontRouter } from "../../src/storefront/router.ts";
import type { ProcedureMeta } from "../../src/trpc/trpc.ts";
import { type Answer, callProcedure, send } from "./http.ts";

export const surfaces = {
  admin: proceduresOf(adminRouter),
  storefront: proceduresOf(storefrontRouter),
  "platform-admin": proceduresOf(platformAdminRouter),
} as const;
export type Surface = keyof typeof surfaces;

/** Where a surface answers tRPC, below the base URL of its process. */
export const trpcPath: Readonly<Record<Surface, string>> = {
  admin: "/admin/trpc",
  storefront: "/storefront/trpc",
  "platform-admin": "/trpc",
};

export function metaOf(surface: Surface, path: string): ProcedureMeta {
  const meta = surfaces[surface].get(path);
  if (meta === undefined) throw new Error(`${surface} has no procedure ${path}`);
  return meta;
}

/** A procedure that can be called in one way: over tRPC, or over REST where it has a route. */
export interface Target {
  readonly surface: Surface;
  readonly path: string;
  readonly meta: ProcedureMeta;
  /** How tRPC offers it; a read that hands out a secret is offered as a mutation. */
  readonly type: "query" | "mutation";
  readonly transport: "trpc" | "rest";
}

const routers = { admin: adminRouter, storefront: storefrontRouter, "platform-admin": platformAdminRouter } as const;

function typeOf(surface: Surface, path: string): Target["type"] {
  const procedures: object = routers[surface]._def.procedures;
  return (procedures as Record<string, { _def: { type: Target["type"] } }>)[path]?._def.type ?? "query";
}

/** Every procedure of a surface, in each way in which it can be called. */
export function targetsOf(surface: Surface): Target[] {
  return [...surfaces[surface]].flatMap(([path, meta]) => {
    const trpc: Target = { surface, path, meta, type: typeOf(surface, path), transport: "trpc" };
    return meta.rest === null ? [trpc] : [trpc, { ...trpc, transport: "rest" }];
  });
}

/** Calls a procedure over HTTP. `base` is the URL of the process that offers it. */
export function callTarget(
  base: string,
  target: Target,
  input: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const { surface, path, meta, transport, type } = target;
  if (transport === "trpc")
    return callProcedure(base + trpcPath[surface], path, type === "query" ? "read" : "write", input, headers);
  return callRest(base, meta, input, headers);
}

function callRest(
  base: string,
  { rest }: ProcedureMeta,
  input: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  if (rest === null) throw new Error("the procedure has no REST route");
  const { method } = rest;
  const fields = { ...(input as Record<string, unknown>) };
  const path = rest.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(fields[name]);
    delete fields[name];
    return encodeURIComponent(value);
  });
  if (method !== "GET" && method !== "DELETE") return send(base + path, { method, body: fields, headers });
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return send(`${base}${path}?${query.toString()}`, { method, headers });
}

/** What a refusal says, without what differs from request to request. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details: object;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
}

/** The refusal in an answer of either transport; undefined when it is a success. */
export function refusalOf(answer: Answer): Refusal | undefined {
  if (answer.status < 400) return undefined;
  const { error } = (answer.body ?? {}) as { error?: { data?: Refusal } & Refusal };
  const problem = error?.data ?? error;
  if (problem === undefined)
    throw new Error(`not a refusal as we make them: ${answer.status} ${answer.text.slice(0, 300)}`);
  const { code, message, details, fields } = problem;
  // tRPC has no code for some statuses: there the problem's own counts.
  const status = error?.data === undefined ? answer.status : error.data.status;
  return { status, code, message, details, ...(fields === undefined ? {} : { fields }) };
}
