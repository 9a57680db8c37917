import { parseArgs } from "node:util";
import { startStripeEmulator } from "./start.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4011" },
    data: { type: "string" },
    "public-url": { type: "string" },
    "console-origin": { type: "string" },
  },
});

try {
  const emulator = await startStripeEmulator({
    port: readPort(values.port),
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(values["public-url"] === undefined ? {} : { publicUrl: readOrigin("public-url", values["public-url"]) }),
    ...(values["console-origin"] === undefined
      ? {}
      : { consoleOrigin: readOrigin("console-origin", values["console-origin"]) }),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void emulator.close().then(() => process.exit(0)));
  }
  console.log(`Stripe emulator ready on ${emulator.url}`);
} catch (error) {
  console.error(`Stripe emulator: ${explain(error)}`);
  process.exitCode = 1;
}

function readPort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not "${value}".`);
  return port;
}

function readOrigin(option: string, value: string): string {
  if (!URL.canParse(value))
    throw new Error(`--${option} must be an address such as http://localhost:4000, not "${value}".`);
  return new URL(value).origin;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && error.code === "EADDRINUSE"
    ? `port ${values.port} is taken; stop what uses it or give another --port.`
    : error.message;
}
