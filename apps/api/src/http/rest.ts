import type { AnyCtx } from "@meridian/core/platform/context";
import type { KeptAnswer } from "@meridian/core/platform/kept-read";
import { Remembered } from "@meridian/core/platform/remembered";
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { ProcedureMeta, RestRoute } from "../trpc/trpc.ts";

/** A procedure that is offered over REST. */
export interface RestProcedure extends ProcedureMeta {
  readonly rest: RestRoute;
}

interface ProcedureLike {
  readonly _def: { readonly meta?: unknown };
}

/** The procedures of a surface, by their path in its router. */
export function proceduresOf(router: { readonly _def: { readonly procedures: object } }): Map<string, ProcedureMeta> {
  const procedures = Object.entries(router._def.procedures) as [string, ProcedureLike][];
  return new Map(procedures.map(([path, procedure]) => [path, procedure._def.meta as ProcedureMeta]));
}

export function restProcedures(router: { readonly _def: { readonly procedures: object } }): RestProcedure[] {
  return [...proceduresOf(router).values()].filter((meta): meta is RestProcedure => meta.rest !== null);
}

const jsonSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.unknown().optional() }).loose()).default({}),
});

/** Which fields of an input are numbers or booleans: a query string knows only text. */
function scalarFields(input: z.ZodType): ReadonlyMap<string, "number" | "boolean"> {
  const { properties } = jsonSchema.parse(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }));
  const fields = new Map<string, "number" | "boolean">();
  for (const [name, { type }] of Object.entries(properties)) {
    if (type === "integer" || type === "number") fields.set(name, "number");
    if (type === "boolean") fields.set(name, "boolean");
  }
  return fields;
}

function fromQuery(request: Request, fields: ReadonlyMap<string, "number" | "boolean">): Record<string, unknown> {
  const values = Object.entries(request.query).map(([name, value]): [string, unknown] => {
    const type = fields.get(name);
    if (type === "number" && typeof value === "string" && /^-?\d{1,15}$/.test(value)) return [name, Number(value)];
    if (type === "boolean" && (value === "true" || value === "false")) return [name, value === "true"];
    return [name, value];
  });
  // Not by assignment: that would take `__proto__` for the prototype.
  return Object.fromEntries(values);
}

/**
 * An answer that is the same for every visitor: browsers may keep it and ask each time whether it still holds, by its
 * strong ETag (RFC 9110 § 13.1.2); caches of several people may not, as the key decides which shop is meant.
 */
function sendKept(request: Request, response: Response, { body, etag }: KeptAnswer): void {
  response.setHeader("etag", etag);
  response.setHeader("cache-control", "private, no-cache");
  const varies = "authorization, meridian-customer";
  if (response.hasHeader("vary")) response.vary(varies);
  else response.setHeader("vary", varies);
  const asked = request.get("if-none-match")?.split(",") ?? [];
  if (asked.some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag)) {
    response.status(304).end();
    return;
  }
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(body);
}

interface Route {
  readonly segments: readonly string[];
  readonly run: (request: Request, response: Response, params: Readonly<Record<string, string>>) => Promise<void>;
}

/** Public pages are asked for under few addresses: what these say is read and parsed once. */
type Page = (ctx: AnyCtx, request: Request, response: Response) => Promise<void>;
const mostPages = 2_000;
const longestAddress = 200;

/** What the path gives for the `{names}` of a route, or undefined when it is another path. */
function paramsOf(route: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const params: [string, string][] = [];
  for (const [i, segment] of route.entries()) {
    const given = path[i] ?? "";
    if (segment.startsWith("{")) params.push([segment.slice(1, -1), given]);
    else if (segment !== given) return undefined;
  }
  if (params.some(([, value]) => value === "")) return undefined;
  return Object.fromEntries(params.map(([name, value]) => [name, decodeURIComponent(value)]));
}

const segmentsOf = (path: string): string[] => path.replace(/\/$/, "").split("/");

/**
 * Mounts procedures as REST routes, found by method and number of segments: a router would try them one by one.
 * Fields come from the path, the query of a GET, or the JSON body. Fixed segments go before names.
 */
export function restRouter(
  procedures: readonly RestProcedure[],
  contextOf: (request: Request, response: Response) => Promise<AnyCtx>,
): RequestHandler {
  const routes = new Map<string, Route[]>();
  const pages = new Remembered<Page>(mostPages);
  for (const procedure of procedures) {
    const { method, path } = procedure.rest;
    const fields = scalarFields(procedure.def.input);
    const inputOf = (request: Request, params: Readonly<Record<string, string>>): unknown => {
      const body: unknown = method === "GET" || method === "DELETE" ? fromQuery(request, fields) : request.body;
      return typeof body === "object" && body !== null && !Array.isArray(body)
        ? { ...body, ...params }
        : (body ?? params);
    };
    const { kept } = procedure;
    const pageOf = (input: unknown, { parse, answer }: NonNullable<typeof kept>): Page => {
      const parsed = parse(input);
      return async (ctx, request, response) => {
        const found = await answer(ctx, parsed);
        if (found) sendKept(request, response, found);
        else response.json(await procedure.call(ctx, input));
      };
    };
    const run: Route["run"] = async (request, response, params) => {
      const ctx = await contextOf(request, response);
      const input = inputOf(request, params);
      if (kept === null) {
        response.json(await procedure.call(ctx, input));
        return;
      }
      const page = pageOf(input, kept);
      if (request.url.length <= longestAddress) pages.get(request.url, () => page);
      await page(ctx, request, response);
    };
    const segments = segmentsOf(path);
    const key = `${method} ${segments.length}`;
    const alike = [...(routes.get(key) ?? []), { segments, run }];
    routes.set(
      key,
      alike.toSorted((a, b) => namesIn(a) - namesIn(b)),
    );
  }
  return async (request, response, next) => {
    const page = request.method === "GET" ? pages.find(request.url) : undefined;
    if (page !== undefined) return page(await contextOf(request, response), request, response);
    const path = segmentsOf(request.path);
    const method = request.method === "HEAD" ? "GET" : request.method;
    for (const { segments, run } of routes.get(`${method} ${path.length}`) ?? []) {
      const params = paramsOf(segments, path);
      if (params !== undefined) return run(request, response, params);
    }
    next();
  };
}

const namesIn = ({ segments }: Route): number => segments.filter((segment) => segment.startsWith("{")).length;
