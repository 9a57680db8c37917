import { parseArgs } from "node:util";

export interface Options {
  /** Null when nobody named a folder: nothing is run, and that is said. */
  readonly data: string | null;
  readonly area: string | null;
}

/** `--data <folder>` (default: what CONFORMANCE_DATA names), `--area <name>`. Throws for anything else. */
export function parseOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Options {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: { data: { type: "string" }, area: { type: "string" } },
  });
  const data = values.data ?? env["CONFORMANCE_DATA"] ?? "";
  return { data: data === "" ? null : data, area: values.area ?? null };
}
