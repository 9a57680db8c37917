import { parseArgs } from "node:util";
import { type Part, type Row, tableOf } from "./row.ts";

/** Loaded one by one: a part that does not load keeps no other from being measured. */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  quotes: async () => (await import("./quotes.ts")).quotes,
  properties: async () => (await import("./properties.ts")).properties,
  statements: async () => (await import("./statements.ts")).statements,
  rates: async () => (await import("./rates.ts")).rates,
  "sign-ups": async () => (await import("./sign-ups.ts")).signUps,
  tenants: async () => (await import("./tenants.ts")).tenants,
  pages: async () => (await import("./pages.ts")).pages,
};

/**
 * `pnpm bench [--only <part>]…`: measured figures, one a line. They are read by people and are no tests: a machine
 * may be busy. Exit code 1 only where a part could not be measured although it had what it needs.
 */
async function main(): Promise<number> {
  const args = process.argv.slice(2).filter((arg) => arg !== "--");
  const { values } = parseArgs({ args, options: { only: { type: "string", multiple: true } } });
  const names = values.only ?? Object.keys(parts);
  const unknown = names.find((name) => parts[name] === undefined);
  if (unknown !== undefined) throw new Error(`--only knows ${Object.keys(parts).join(", ")}, not “${unknown}”.`);
  const rows: Row[] = [];
  const remarks: string[] = [];
  let failed = 0;
  for (const name of names) {
    console.log(`measuring ${name} …`);
    try {
      const part = await parts[name]?.();
      const measured = await part?.();
      if (measured !== undefined && "notRun" in measured) remarks.push(`${name}: NOT RUN, ${measured.notRun}`);
      else rows.push(...(measured ?? []));
    } catch (error) {
      failed++;
      remarks.push(`${name}: FAILED, ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const line of ["", ...tableOf(rows), ...remarks]) console.log(line);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
