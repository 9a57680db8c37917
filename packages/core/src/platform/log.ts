import { pino } from "pino";

/** A line of log: an object with ids and figures, and a fixed sentence. Never personal data. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
}

const redacted = ["email", "name", "phone", "address", "password", "token", "authorization", "cookie", "card"];

/** The process's logger: JSON lines on stdout; fields that could carry a person are removed. */
export function createLog(base: Record<string, string>, level: string): Log {
  return pino({
    base,
    level,
    redact: { paths: redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

/** Swallows everything: for tests that look at results, not at logs. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
