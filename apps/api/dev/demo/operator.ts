import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The demo operator of a development installation, the authenticator app's secret included. */
export interface DemoOperator {
  readonly email: string;
  readonly password: string;
  /** In base 32. */
  readonly secret: string;
}

export const operatorFile = (data: string): string => join(data, "operator.json");

export function readOperator(file: string): DemoOperator | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoOperator) : undefined;
}
