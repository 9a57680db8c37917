import * as z from "zod";
import type { Call } from "./emulator.ts";
import { expand } from "./expand.ts";
import type { ParamMap } from "./form.ts";
import { list, parseParams, text } from "./params.ts";

export interface Route {
  method: "DELETE" | "GET" | "POST";
  /** Segments of the path; `:id` stands for an id. */
  segments: string[];
  answer(call: Call, raw: ParamMap, id: string): object;
}

const expandParams = z.object({ expand: list(text(200)).optional() });

/** Binds a path to validated parameters and a handler; `expand[]` works for every one. */
export function route<S extends z.ZodType>(
  signature: `${Route["method"]} /${string}`,
  schema: S,
  handle: (call: Call, params: z.output<S>, id: string) => object,
): Route {
  const [method, path = ""] = signature.split(" ");
  return {
    method: method as Route["method"],
    segments: path.split("/"),
    answer: (call, raw, id) => {
      const { expand: paths = [] } = parseParams(expandParams, raw);
      const { expand: _, ...params } = raw;
      const answer = handle(call, parseParams(schema, params), id);
      return paths.length === 0 ? answer : expand(call, answer, paths);
    },
  };
}

export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; id: string } | undefined {
  const actual = path.split("/");
  for (const candidate of routes) {
    if (candidate.method !== method || candidate.segments.length !== actual.length) continue;
    if (!candidate.segments.every((segment, index) => segment === ":id" || segment === actual[index])) continue;
    return { route: candidate, id: actual[candidate.segments.indexOf(":id")] ?? "" };
  }
  return undefined;
}
