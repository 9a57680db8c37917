import { createServer, type Server } from "node:http";
import type { Log } from "@meridian/core/platform/log";
import type { Express } from "express";
import { SettingError } from "./env.ts";

const drainMillis = 5_000;

/** Listens, and on SIGTERM or SIGINT answers what is under way, closes what was opened, and ends. */
export async function serve(app: Express, port: number, log: Log, close: () => Promise<void>): Promise<void> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
    app,
  );
  await listen(server, port);
  log.info({ port }, "listening");
  onStop(async () => {
    await drain(server);
    await close();
  }, log);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new SettingError(`Port ${port} is taken by another program.`) : error);
    });
    server.listen(port, () => resolve());
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainMillis);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Runs `stop` once when the process is asked to end, then ends it. */
export function onStop(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const handler = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "could not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", handler);
  process.on("SIGINT", handler);
}

/** Runs a process's entry; a bad setting is one sentence, not a stack. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(
      error instanceof SettingError
        ? `${error.message}\n`
        : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  }
}
