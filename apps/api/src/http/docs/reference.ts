import type { JsonSchema, OpenApi, Operation } from "./open-api-types.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? "");
const code = (text: string): string => `<code>${escape(text)}</code>`;
/** A sentence in which names stand between backticks. */
const sentence = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");

/** A schema in a word or two: `string (date-time)`, `“open” or “closed”`, `list of object`. */
export function typeName(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeName))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "object";
  if (schema.items) return `list of ${typeName(schema.items)}`;
  const types = typeof schema.type === "string" ? schema.type : (schema.type ?? ["any"]).join(" or ");
  return schema.format ? `${types} (${schema.format})` : types;
}

function limits(schema: JsonSchema): string {
  const parts = [
    schema.default === undefined ? "" : `default ${code(JSON.stringify(schema.default))}`,
    schema.maxLength === undefined ? "" : `at most ${schema.maxLength} characters`,
    schema.minimum === undefined || schema.minimum <= Number.MIN_SAFE_INTEGER ? "" : `from ${schema.minimum}`,
    schema.maximum === undefined || schema.maximum >= Number.MAX_SAFE_INTEGER ? "" : `to ${schema.maximum}`,
    schema.description ? sentence(schema.description) : "",
  ];
  return parts.filter(Boolean).join(", ");
}

interface Row {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

const deepest = 4;

/** The fields of an object and of those within it, named by their path. */
function rowsOf(schema: JsonSchema, prefix = "", depth = 0): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = `${prefix}${key}`;
    const objects = [field, ...(field.anyOf ?? field.oneOf ?? [])];
    const inner = objects.flatMap((one) =>
      one.items ? rowsOf(one.items, `${name}[].`, depth + 1) : rowsOf(one, `${name}.`, depth + 1),
    );
    const row = { name, schema: field, required: schema.required?.includes(key) ?? false };
    return [row, ...(depth < deepest ? inner : [])];
  });
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, schema, required }) =>
      `<tr><td>${code(name)}${required ? "" : ' <span class="note">optional</span>'}</td><td>${escape(typeName(schema))}</td><td>${limits(schema)}</td></tr>`,
  );
  return `<table><thead><tr><th>Field</th><th>Type</th><th>Remarks</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function operationHtml(path: string, method: string, operation: Operation): string {
  const given = operation.parameters.flatMap(({ name, schema, required }): Row[] =>
    name === undefined ? [] : [{ name, schema: schema ?? {}, required: required ?? false }],
  );
  const body = operation.requestBody?.content["application/json"].schema;
  const answer = operation.responses["200"]?.content["application/json"].schema ?? {};
  const repeats = operation.parameters.some(({ $ref }) => $ref?.endsWith("/IdempotencyKey"));
  return [
    `<h3 id="${operation.operationId}">${sentence(operation.summary)}</h3>`,
    `<p><span class="method">${method.toUpperCase()}</span> ${code(path)}</p>`,
    repeats ? '<p class="note">Takes an <code>Idempotency-Key</code>.</p>' : "",
    given.length > 0 ? `<h4>In the address</h4>${table(given)}` : "",
    body ? `<h4>Body</h4>${table(rowsOf(body))}` : "",
    `<details><summary>Answer</summary>${table(rowsOf(answer))}</details>`,
  ].join("");
}

/** The document as HTML: a list of links, and a section for each group of operations. */
export function referenceHtml(document: OpenApi): { readonly navigation: string; readonly body: string } {
  const groups = new Map<string, { path: string; method: string; operation: Operation }[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? "other";
      groups.set(tag, [...(groups.get(tag) ?? []), { path, method, operation }]);
    }
  }
  const sections = [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const title = (tag: string): string => escape(`${tag.charAt(0).toUpperCase()}${tag.slice(1)}`);
  return {
    navigation: sections
      .map(([tag, all]) => {
        const links = all.map(
          ({ operation }) => `<li><a href="#${operation.operationId}">${sentence(operation.summary)}</a></li>`,
        );
        return `<strong>${title(tag)}</strong><ul>${links.join("")}</ul>`;
      })
      .join(""),
    body: sections
      .map(([tag, all]) => {
        const operations = all.map(({ path, method, operation }) => operationHtml(path, method, operation));
        return `<h2 id="${tag}">${title(tag)}</h2>${operations.join("")}`;
      })
      .join(""),
  };
}
