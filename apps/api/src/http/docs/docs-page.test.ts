import { describe, expect, it } from "vitest";
import { storefrontRouter } from "../../storefront/router.ts";
import { openApiDocument } from "../openapi.ts";
import { restProcedures } from "../rest.ts";
import { docsHtml } from "./docs-page.ts";
import { typeName } from "./reference.ts";

const procedures = restProcedures(storefrontRouter);
const html = docsHtml(openApiDocument(procedures, "https://eu.example"));

describe("the page of the API", () => {
  it("shows every operation, linked from its list", () => {
    expect(procedures.length).toBeGreaterThan(15);
    for (const { verb, rest } of procedures) {
      expect(html).toContain(`href="#${verb}"`);
      expect(html).toContain(`id="${verb}"`);
      expect(html).toContain(`<code>${rest.path}</code>`);
    }
  });

  it("explains errors, repeating, pages and limits", () => {
    for (const heading of ["Errors", "Repeating a request", "Pages", "Limits"])
      expect(html).toMatch(new RegExp(`<h2[^>]*>${heading}</h2>`));
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(links).toContain("repeating-a-request");
  });

  it("carries no script and loads nothing", () => {
    expect(html).not.toMatch(/<script|<link|<img|src=|@import|url\(/i);
  });
});

it("names types in words", () => {
  expect(typeName({ type: "array", items: { type: "string", format: "date-time" } })).toBe(
    "list of string (date-time)",
  );
  expect(typeName({ anyOf: [{ type: "integer" }, { type: "null" }] })).toBe("integer or null");
  expect(typeName({ enum: ["open", "closed"] })).toBe('"open" or "closed"');
});
