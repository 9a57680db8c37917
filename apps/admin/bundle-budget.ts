import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Kilobytes of JavaScript, gzipped, that a page may need before it can be used. */
const budgets = { door: 200, account: 215, shop: 302 };

/** Pages that are seen before a shop is entered. */
const doorPages = /\/pages\/(?:staff\/(?!Team)|mailbox\/)/;

/** Of these, pages for people who are signed in already. */
const accountPages = /\/pages\/staff\/Security/;

type Chunk = Rolldown.OutputChunk;

/** The chunks that `start` needs at once: itself and what it imports, not what it loads later. */
function closureOf(start: readonly Chunk[], chunks: ReadonlyMap<string, Chunk>): Set<Chunk> {
  const found = new Set<Chunk>(start);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported !== undefined) found.add(imported);
    }
  }
  return found;
}

/** Prints how heavy each page is, and fails the build when one is heavier than it may be. */
export function bundleBudget(): Plugin {
  return {
    name: "bundle-budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const all = Object.values(bundle).filter((output) => output.type === "chunk");
      const chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
      const sizes = new Map(all.map((chunk) => [chunk, gzipSync(chunk.code).length / 1000]));
      const named = (test: RegExp): Chunk[] =>
        all.filter(({ facadeModuleId }) => facadeModuleId !== null && test.test(facadeModuleId));
      const entry = all.filter(({ isEntry }) => isEntry);
      const pages = named(/\/pages\/.*Page\.tsx$/);
      if (pages.length < 10) this.error("the bundle budget found no pages to weigh");
      for (const page of pages) {
        const door = doorPages.test(page.facadeModuleId ?? "");
        const frame = named(door ? /\/app\/Door\.tsx$/ : /\/app\/Shell\.tsx$/);
        const needed = closureOf([...entry, ...frame, page], chunks);
        const kilobytes = [...needed].reduce((sum, chunk) => sum + (sizes.get(chunk) ?? 0), 0);
        const line = `${page.name.padEnd(22)} ${kilobytes.toFixed(0).padStart(4)} kB gz in ${needed.size} files`;
        const account = accountPages.test(page.facadeModuleId ?? "");
        const budget = account ? budgets.account : door ? budgets.door : budgets.shop;
        if (kilobytes > budget) this.error(`${line}: more than ${budget}`);
        this.info(line);
      }
    },
  };
}
