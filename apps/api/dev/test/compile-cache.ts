import { resolve } from "node:path";

/** The tests' processes and those that they start read and compile each module once per run, not once each. */
export default function keepCompiled(): void {
  process.env["NODE_COMPILE_CACHE"] ??= resolve(import.meta.dirname, "../../../../.cache/node-compile");
}
