/**
 * Writes `docs/reference.md` from the doc comments of what the package's entries export: `node docs/generate.ts`.
 * A test fails when the file is not what this makes of the sources.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const src = resolve(import.meta.dirname, "../src");

/** An exported declaration with its comment, as the sources have them. */
interface Entry {
  readonly name: string;
  readonly comment: string;
  readonly code: string;
}

const unstar = (comment: string): string =>
  comment
    .replace(/^\/\*\*+/, "")
    .replace(/\*\/$/, "")
    .replaceAll(/^[ \t]*\* ?/gm, "")
    .trim();

/** The end of the declaration that starts at `from`: its closing bracket, or the end of its statement. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at] ?? "";
    if (text.startsWith("/*", at)) at = text.indexOf("*/", at) + 1;
    else if ("{([".includes(letter)) depth++;
    else if ("})]".includes(letter) && --depth === 0 && letter === "}") return at + 1;
    else if (letter === ";" && depth === 0) return at + 1;
  }
  return text.length;
}

/** A function's head: what stands before its body. */
function headOf(code: string): string {
  let depth = 0;
  for (let at = 0; at < code.length; at++) {
    const letter = code[at] ?? "";
    if ("(<[".includes(letter)) depth++;
    else if (")]".includes(letter) || (letter === ">" && code[at - 1] !== "=")) depth--;
    else if (letter === "{" && depth === 0) return `${code.slice(0, at).trim()};`;
    else if (letter === "{") depth++;
    else if (letter === "}") depth--;
  }
  return code;
}

function declarations(file: string): Entry[] {
  const text = readFileSync(file, "utf8");
  const found: Entry[] = [];
  const heads = /(\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?export (?:declare )?(interface|type|class|function|const) (\w+)/g;
  for (const match of text.matchAll(heads)) {
    const [whole, comment = "", kind = "", name = ""] = match;
    const from = match.index + comment.length;
    const raw = text.slice(
      from,
      kind === "function" ? text.indexOf("\n}", from) : endOf(text, from + whole.length - comment.length),
    );
    const code = raw.replace(/^export /, "");
    const shown = kind === "function" ? headOf(code) : kind === "const" ? (code.split("\n")[0] ?? "") : code;
    found.push({ name, comment: unstar(comment.trim()), code: kind === "class" ? headOf(code) : shown });
  }
  return found;
}

/** What a module exports, through its re-exports. */
function exportsOf(file: string): Entry[] {
  const text = readFileSync(file, "utf8");
  const own = declarations(file);
  const passed = [...text.matchAll(/export (type )?(\*|\{[^}]*\}) from "([^"]+)"/g)].flatMap(
    ([, , what = "", from = ""]) => {
      const all = exportsOf(resolve(file, "..", from));
      if (what === "*") return all;
      const names = new Set(
        what
          .replaceAll(/[{}]|\btype\b/g, "")
          .split(",")
          .map((name) => name.trim()),
      );
      return all.filter(({ name }) => names.has(name));
    },
  );
  return [...passed, ...own];
}

function section(title: string, about: string, file: string): string {
  const entries = exportsOf(join(src, file));
  const parts = entries.map(({ name, comment, code }) => {
    const [text = "", ...examples] = comment.split(/^@example$/m);
    const said = text.replaceAll(/^@(param|throws)\b/gm, "- `@$1`").trim();
    const shown = examples.map((example) => `\`\`\`ts\n${example.trim()}\n\`\`\``);
    return [`### ${name}`, said, `\`\`\`ts\n${code.trim()}\n\`\`\``, ...shown].filter(Boolean).join("\n\n");
  });
  return [`## ${title}`, about, ...parts].join("\n\n");
}

/** Each element's own comment: what it is, its attributes and what it tells. */
function elements(): string {
  const index = readFileSync(join(src, "elements/index.ts"), "utf8");
  const files = [...index.matchAll(/import \{ define[^}]*\} from "\.\/([\w-]+\.ts)"/g)].map(([, file = ""]) => file);
  const comments = files.flatMap((file) => {
    const text = readFileSync(join(src, "elements", file), "utf8");
    return [...text.matchAll(/\/\*\*((?:[^*]|\*(?!\/))*<meridian-(?:[^*]|\*(?!\/))*)\*\//g)].map(([whole]) =>
      unstar(whole),
    );
  });
  return ["## Elements", ...comments.map((comment) => `- ${comment.replaceAll("\n", " ")}`)].join("\n\n");
}

/** The whole reference as it should be. */
export function reference(): string {
  return `${[
    "# Reference",
    "Made from the doc comments by `node docs/generate.ts`. Amounts are whole numbers of minor units (ISO 4217), times are ISO 8601 in UTC, locales BCP 47, countries ISO 3166-1 alpha-2.",
    elements(),
    section("`@meridian/storefront`", "The headless client.", "index.ts"),
    section("`@meridian/storefront/consent`", "Consent, headless.", "consent.ts"),
    section("`@meridian/storefront/elements`", "What defines the elements.", "elements/index.ts"),
    section("`@meridian/storefront/react`", "Hooks for React 18 and later.", "react/index.ts"),
  ].join("\n\n")}\n`;
}

const file = join(import.meta.dirname, "reference.md");
/** What the file says now. */
export const written = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");

if (import.meta.main) writeFileSync(file, reference());
