import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { operatorFile, readOperator } from "../demo/operator.ts";
import { root } from "../sources.ts";
import { address } from "./env.ts";
import type { EnvInput } from "./env.ts";
import { regions } from "./ports.ts";

/** What the seeder leaves in `demo.json`. */
export interface DemoFile {
  logIns: { who: string; email: string; password: string }[];
}

export function readDemo(data: string): DemoFile {
  const file = join(data, "demo.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoFile) : { logIns: [] };
}

/** The last words of a start: where to click, and how to get in. */
export function closingBlock(input: EnvInput, seconds: number, demo: DemoFile): string {
  const { ports, data, watch, user } = input;
  const places: [string, string][] = [
    ["Console", address(watch ? ports.console : ports.control)],
    ["Demo shop", address(ports.demo)],
    ["Mailbox", address(ports.mailbox)],
    ["Name server", address(ports.dns)],
    ...regions.map((region): [string, string] => [
      `API ${region}`,
      `${address(ports.region[region])}  (described in ${address(ports.region[region])}/openapi.json)`,
    ]),
    ...regions
      .filter((region) => user[region].stripeSecretKey === undefined)
      .map((region): [string, string] => [`Stripe emulator ${region}`, address(ports.emulator[region])]),
  ];
  const width = Math.max(...places.map(([name]) => name.length));
  const logIns = demo.logIns.map(({ who, email, password }) => `  ${who}: ${email} / ${password}`);
  return [
    "",
    `Meridian is ready after ${seconds.toFixed(1)} s.`,
    "",
    ...places.map(([name, where]) => `  ${name.padEnd(width)}  ${where}`),
    ...(logIns.length > 0 ? ["", "Demo log-ins", ...logIns] : []),
    ...operatorLines(input),
    "",
    `Data and logs are in ${relative(root, data) || "."}. Ctrl-C stops everything.`,
  ].join("\n");
}

/** How to get into the operators' console, whose second factor is an app: here a command stands for it. */
function operatorLines({ ports, data, watch }: EnvInput): string[] {
  const operator = readOperator(operatorFile(data));
  if (operator === undefined) return [];
  const where = address(watch ? ports.console : ports.control);
  const folder = relative(root, data);
  const command = `pnpm exec node apps/api/dev/operator-code.ts${folder === ".data" ? "" : ` ${folder}`}`;
  return [`  Operator, at ${where}/operator: ${operator.email} / ${operator.password}`, `    its code: ${command}`];
}
