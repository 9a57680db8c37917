import { z } from "zod";

/** A field of an input as its JSON schema describes it; `0` in a path stands for any element of a list. */
export interface Field {
  readonly path: readonly (string | number)[];
  readonly type: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /** The values that are allowed, where they are listed. */
  readonly options: readonly unknown[] | undefined;
  /** Where the field exists only in one of several shapes: the object around it, and what tells the shape. */
  readonly shape: { readonly path: readonly (string | number)[]; readonly value: object } | undefined;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const types: ReadonlySet<string> = new Set(["string", "integer", "number", "boolean", "array", "object"]);

/** The constants of an object that is one of several shapes. */
function shapeOf({ properties = {} }: Schema, path: Field["path"]): Field["shape"] {
  const constants = Object.entries(properties).filter(([, property]) => property.const !== undefined);
  return constants.length === 0
    ? undefined
    : { path, value: Object.fromEntries(constants.map(([name, property]) => [name, property.const])) };
}

function walk(schema: Schema, path: Field["path"], found: Map<string, Field>, outer?: Field["shape"]): void {
  const shape = shapeOf(schema, path) ?? outer;
  const { type } = schema;
  const known = `${path.join(".")} ${type ?? ""}`;
  if (path.length > 0 && type !== undefined && types.has(type) && !found.has(known)) {
    const options = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
    found.set(known, { path, type: type as Field["type"], options, shape: outer });
  }
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    walk(part, path, found, shape);
  if (schema.items !== undefined) walk(schema.items, [...path, 0], found, shape);
  for (const [name, property] of Object.entries(schema.properties ?? {})) walk(property, [...path, name], found, shape);
}

/** Every field of an input, those within objects and lists too. */
export function fieldsOf(input: z.ZodType): Field[] {
  const found = new Map<string, Field>();
  walk(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema, [], found);
  return [...found.values()];
}
