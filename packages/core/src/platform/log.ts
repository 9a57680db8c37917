import { type DestinationStream, type Logger, pino } from "pino";

/** A line of log: an object with ids and figures, and a fixed sentence. Never personal data. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
}

const redacted = ["email", "name", "phone", "address", "password", "token", "authorization", "cookie", "card"];

/** What may be told of an error. Drivers put values of rows into `detail`, mail servers name the recipient. */
const tellable = ["code", "constraint", "table", "schema", "column", "kind", "status", "responseCode"];
const longest = 4_000;

function masked(text: string): string {
  return text
    .replace(/[^\s<>"'()]+@[^\s<>"'()]+/g, "[address]")
    .replace(/: "[^"]*"/g, ': "[value]"')
    .slice(0, longest);
}

/** An error as it is logged: where it happened and what kind it is, never the values it is about. */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const known = Object.entries(error).filter(
    ([name, value]) => tellable.includes(name) && /^(string|number)$/.test(typeof value),
  );
  return {
    ...Object.fromEntries(known),
    type: error.name,
    message: masked(error.message),
    stack: masked(error.stack ?? ""),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}

/** The process's logger: JSON lines on stdout, or elsewhere; fields that could carry a person are removed. */
export function createLog(base: Record<string, string>, level: string, into?: DestinationStream): Log {
  const options = {
    base,
    level,
    serializers: { err: errorForLog },
    redact: { paths: redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const logger = into === undefined ? pino(options) : pino(options, into);
  return quietLog(logger, () => logger);
}

/** Makes its logger when it has something to say: most requests' own logs never do. */
function quietLog(root: Logger, make: () => Logger): Log {
  let made: Logger | undefined;
  const own = (): Logger => (made ??= make());
  return {
    info: (fields, message) => void (root.isLevelEnabled("info") && own().info(fields, message)),
    warn: (fields, message) => void (root.isLevelEnabled("warn") && own().warn(fields, message)),
    error: (fields, message) => void (root.isLevelEnabled("error") && own().error(fields, message)),
    child: (fields) => quietLog(root, () => own().child(fields)),
  };
}

/** Swallows everything: for tests that look at results, not at logs. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
