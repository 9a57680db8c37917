import { readFileSync } from "node:fs";
import { Router } from "express";
import { marked } from "marked";
import { referenceHtml } from "./reference.ts";
import type { OpenApi } from "./open-api-types.ts";

const conventions = new URL("../../../docs/conventions.md", import.meta.url);

const style = `
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent);--soft:color-mix(in srgb,currentColor 6%,transparent)}
body{font:16px/1.6 system-ui,sans-serif;margin:0;display:grid;grid-template-columns:minmax(12rem,17rem) minmax(0,52rem);gap:2.5rem;padding-inline:1.5rem}
nav{position:sticky;inset-block-start:0;max-block-size:100vh;overflow:auto;padding-block:1.5rem;font-size:.875rem}
nav ul{list-style:none;padding:0;margin:0 0 1rem}nav a{display:block;padding-block:.15rem;text-decoration:none;overflow-wrap:anywhere}
main{padding-block:1.5rem 6rem}h1{line-height:1.2}h2{margin-block-start:3rem;border-block-start:1px solid var(--line);padding-block-start:1.5rem}
h3{margin-block-start:2.5rem}a{color:LinkText}code,pre{font-family:ui-monospace,monospace;font-size:.875em}code{overflow-wrap:anywhere}
pre{background:var(--soft);padding:.75rem 1rem;overflow:auto;border-radius:.4rem}table{border-collapse:collapse;inline-size:100%;font-size:.9rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;border-block-end:1px solid var(--line)}.scroll{overflow-x:auto}
.method{display:inline-block;min-inline-size:4.2rem;font-weight:600}details{margin-block:.75rem}summary{cursor:pointer}.note{opacity:.8}
@media(max-width:50rem){body{display:block;padding-inline:1rem}nav{position:static;max-block-size:16rem;margin-block:1rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.4rem}}
`;

/** Tables scroll by themselves on a phone. */
const scrolling = (html: string): string =>
  html
    .replaceAll("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll("</table>", "</table></div>");

/** The headings of the conventions, each with an id to link to, and the links. */
function linked(html: string): { readonly text: string; readonly links: string } {
  const links: string[] = [];
  const text = html.replaceAll(/<h2>([^<]+)<\/h2>/g, (_heading, title: string) => {
    const id = title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
    links.push(`<li><a href="#${id}">${title}</a></li>`);
    return `<h2 id="${id}">${title}</h2>`;
  });
  return { text, links: `<strong>Conventions</strong><ul>${links.join("")}</ul>` };
}

/** The page as HTML. */
export function docsHtml(document: OpenApi): string {
  const { navigation, body } = referenceHtml(document);
  const { text, links } = linked(marked.parse(readFileSync(conventions, "utf8"), { async: false }));
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${document.info.title} API</title><style>${style}</style></head>
<body><nav aria-label="Reference" tabindex="0">${links}${navigation}</nav><main>${scrolling(text)}${scrolling(body)}</main></body></html>`;
}

/** `/docs`: the conventions and the reference, as one page without a script, made from the served document. */
export function docs(document: OpenApi): Router {
  const router = Router();
  let html: string | undefined;
  router.get("/docs", (_request, response) => {
    html ??= docsHtml(document);
    response
      .set({
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        "cache-control": "public, max-age=300",
      })
      .type("html")
      .send(html);
  });
  return router;
}
