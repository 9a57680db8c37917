import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../sources.ts";
import { HIGHEST_OFFSET, portNumbers, portsFrom } from "./ports.ts";

export interface StartOptions {
  basePort: number;
  /** Databases, mail, pictures, logs and secrets. */
  data: string;
  fresh: boolean;
  demo: boolean;
  /** How many products, customers, orders and so on the first demo shop gets on top; 0 for none. */
  rows: number;
  watch: boolean;
}

const MOST_ROWS = 100_000;

/** What is wrong, in one sentence that a person can act on. */
export class StartError extends Error {}

export const usage = `pnpm start [--port 4000] [--fresh] [--no-demo] [--rows 10000] [--data .data] [--watch]
  --port <base>  first of the ports: console on base, region eu on base+1, us on base+2, demo shop on base+3
  --fresh        throw the data away and begin anew
  --no-demo      do not fill in demo shops
  --rows <n>     fill the first demo shop with n products, customers, orders, gift cards and codes, once
  --data <dir>   where everything is kept between runs
  --watch        reload API and console when their sources change (pnpm dev)`;

export function parseStartOptions(args: string[]): StartOptions {
  const values = read(args.filter((arg) => arg !== "--"));
  const basePort = Number(values.port ?? "4000");
  if (!Number.isInteger(basePort) || basePort < 1024 || basePort + HIGHEST_OFFSET > 65_535) {
    throw new StartError(
      `--port must be a number from 1024 to ${65_535 - HIGHEST_OFFSET}, not "${values.port}": the ports up to ${HIGHEST_OFFSET} above it are used too.`,
    );
  }
  const refused = portNumbers(portsFrom(basePort)).find((port) => refusedByBrowsers.has(port));
  if (refused !== undefined) {
    throw new StartError(
      `Browsers refuse to open port ${refused}, which --port ${basePort} would use: choose another base.`,
    );
  }
  const rows = Number(values.rows ?? "0");
  if (!Number.isInteger(rows) || rows < 0 || rows > MOST_ROWS) {
    throw new StartError(`--rows must be a number from 0 to ${MOST_ROWS}, not "${values.rows}".`);
  }
  if (rows > 0 && values["no-demo"]) throw new StartError("--rows fills a demo shop: leave --no-demo out.");
  return {
    basePort,
    data: resolve(root, values.data ?? ".data"),
    fresh: values.fresh ?? false,
    demo: !values["no-demo"],
    rows,
    watch: values.watch ?? false,
  };
}

/** The "bad ports" of the Fetch standard above 1023. */
const refusedByBrowsers = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        data: { type: "string" },
        fresh: { type: "boolean" },
        "no-demo": { type: "boolean" },
        rows: { type: "string" },
        watch: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}
