import { z } from "zod";
import type { JsonSchema, OpenApi, Operation } from "./docs/open-api-types.ts";
import type { RestProcedure } from "./rest.ts";

const problem = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "details", "requestId"],
      properties: {
        code: { type: "string", description: "Stable; decide by this." },
        message: { type: "string", description: "A sentence in the caller's language (Accept-Language)." },
        details: { type: "object" },
        requestId: { type: "string" },
        fields: {
          type: "array",
          items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
        },
      },
    },
  },
};

function schemaOf(type: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: "any" }) as JsonSchema & {
    readonly $schema?: string;
  };
  return schema;
}

function operation(procedure: RestProcedure): Operation {
  const input = schemaOf(procedure.def.input, "input");
  const properties = input.properties ?? {};
  const required = new Set(input.required);
  const inPath = [...procedure.rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const overQuery = procedure.rest.method === "GET" || procedure.rest.method === "DELETE";
  const parameter = (name: string, place: "path" | "query") => ({
    name,
    in: place,
    required: place === "path" || required.has(name),
    schema: properties[name] ?? { type: "string" },
  });
  const body = {
    ...input,
    properties: Object.fromEntries(others.map((name) => [name, properties[name] ?? {}])),
    required: others.filter((name) => required.has(name)),
  };
  return {
    operationId: procedure.verb,
    summary: procedure.rest.summary,
    tags: [procedure.verb.split(".")[0]],
    parameters: [
      ...inPath.map((name) => parameter(name, "path")),
      ...(overQuery ? others.map((name) => parameter(name, "query")) : []),
      ...(procedure.kind === "read" ? [] : [{ $ref: "#/components/parameters/IdempotencyKey" }]),
    ],
    ...(overQuery || others.length === 0
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      200: {
        description: "Done.",
        content: { "application/json": { schema: schemaOf(procedure.def.output, "output") } },
      },
      default: {
        description: "A problem.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

/** The OpenAPI 3.1 document of the storefront, made from the procedures that serve it. */
export function openApiDocument(procedures: readonly RestProcedure[], baseUrl: string): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const procedure of procedures) {
    const path = (paths[procedure.rest.path] ??= {});
    path[procedure.rest.method.toLowerCase()] = operation(procedure);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Meridian storefront",
      version: "1",
      description: "What a shop's visitors may do. Amounts are integers in the currency's minor unit (ISO 4217).",
    },
    servers: [{ url: baseUrl }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "A publishable key `pk_<region>_…` or, on servers, a secret key `sk_<region>_…`.",
        },
        customer: {
          type: "apiKey",
          in: "header",
          name: "Meridian-Customer",
          description: "The token of a log-in, beside the key. Any call takes it; `/v1/account` needs it.",
        },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          schema: { type: "string", maxLength: 255 },
          description: "Repeat a request with the same key and body and it takes effect once.",
        },
      },
      schemas: { Problem: problem },
    },
  };
}
