import type { AnyCtx } from "@meridian/core/platform/context";
import { type Request, type Response, Router } from "express";
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

/** Mounts procedures as REST routes. Fields come from the path, the query of a GET, or the JSON body. */
export function restRouter(
  procedures: readonly RestProcedure[],
  contextOf: (request: Request, response: Response) => Promise<AnyCtx>,
): Router {
  const router = Router({ caseSensitive: true });
  for (const procedure of procedures) {
    const { method, path } = procedure.rest;
    const fields = scalarFields(procedure.def.input);
    const handler = async (request: Request, response: Response): Promise<void> => {
      const ctx = await contextOf(request, response);
      const body: unknown = method === "GET" || method === "DELETE" ? fromQuery(request, fields) : request.body;
      const input =
        typeof body === "object" && body !== null && !Array.isArray(body)
          ? { ...body, ...request.params }
          : (body ?? request.params);
      const answer = await procedure.call(ctx, input);
      response.json(answer);
    };
    const route = path.replaceAll(/\{(\w+)\}/g, ":$1");
    if (method === "GET") router.get(route, handler);
    else if (method === "POST") router.post(route, handler);
    else if (method === "PUT") router.put(route, handler);
    else if (method === "PATCH") router.patch(route, handler);
    else router.delete(route, handler);
  }
  return router;
}
