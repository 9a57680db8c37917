import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { isServiceWorker } from "./list-of-files.ts";

/** Kilobytes of JavaScript, gzipped, that a page may need before it can be used. */
const budgets = { logIn: 120, door: 196, account: 215, shop: 300 };

/** Pages that are seen before a shop is entered. */
const doorPages = /\/pages\/(?:staff\/(?!Team)|mailbox\/|operator\/Operator(?:LogIn|SetUp))/;

/** Of these, pages where a second factor is set up, with its picture to scan. */
const accountPages = /\/pages\/(?:staff\/Security|operator\/OperatorSetUp)/;

/** Pages of the platform's operators, in a frame of their own: nothing of it weighs on a shop's pages. */
const operatorPages = /\/pages\/operator\//;

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

function weigh(
  told: Pick<Rolldown.PluginContext, "error" | "info">,
  name: string,
  needed: ReadonlySet<Chunk>,
  sizes: ReadonlyMap<Chunk, number>,
  budget: number,
): void {
  const kilobytes = [...needed].reduce((sum, chunk) => sum + (sizes.get(chunk) ?? 0), 0);
  const line = `${name.padEnd(22)} ${kilobytes.toFixed(0).padStart(4)} kB gz in ${needed.size} files`;
  if (kilobytes > budget) told.error(`${line}: more than ${budget}`);
  told.info(line);
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
      const entries = all.filter((chunk) => chunk.isEntry && !isServiceWorker(chunk));
      const logIn = entries.filter(({ facadeModuleId }) => facadeModuleId?.endsWith("log-in.html"));
      const entry = entries.filter((chunk) => !logIn.includes(chunk));
      if (logIn.length !== 1 || entry.length !== 1) this.error("the bundle budget found no log-in page to weigh");
      weigh(this, "log-in", closureOf(logIn, chunks), sizes, budgets.logIn);
      const pages = named(/\/pages\/.*Page\.tsx$/);
      if (pages.length < 10) this.error("the bundle budget found no pages to weigh");
      for (const page of pages) {
        const door = doorPages.test(page.facadeModuleId ?? "");
        const operator = operatorPages.test(page.facadeModuleId ?? "");
        const frame = named(
          door ? /\/app\/Door\.tsx$/ : operator ? /\/app\/OperatorShell\.tsx$/ : /\/app\/Shell\.tsx$/,
        );
        const needed = closureOf([...entry, ...frame, page], chunks);
        const account = accountPages.test(page.facadeModuleId ?? "");
        weigh(this, page.name, needed, sizes, account ? budgets.account : door ? budgets.door : budgets.shop);
      }
    },
  };
}
