import { z } from "zod";

/** A field of an input as its JSON schema describes it; `0` in a path stands for any element of a list. */
export interface Field {
  readonly path: readonly (string | number)[];
  readonly type: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /** The values that are allowed, where they are listed. */
  readonly options: readonly unknown[] | undefined;
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

function walk(schema: Schema, path: Field["path"], found: Map<string, Field>): void {
  for (const part of [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
    if (part !== schema) walk(part, path, found);
    const type = part.type ?? (part.const === undefined && part.enum === undefined ? undefined : "string");
    if (path.length > 0 && type !== undefined && types.has(type)) {
      const options = part.enum ?? (part.const === undefined ? undefined : [part.const]);
      found.set(`${path.join(".")} ${type}`, { path, type: type as Field["type"], options });
    }
    if (part.items !== undefined) walk(part.items, [...path, 0], found);
    for (const [name, property] of Object.entries(part.properties ?? {})) walk(property, [...path, name], found);
  }
}

/** Every field of an input, those within objects and lists too. */
export function fieldsOf(input: z.ZodType): Field[] {
  const found = new Map<string, Field>();
  walk(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema, [], found);
  return [...found.values()];
}
