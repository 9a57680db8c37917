/** What went wrong with a call, in the words of the server and the console's language. */
export interface Problem {
  /** Stable code such as `catalog.slug_taken`; `network` when no answer came. */
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly fields: readonly FieldProblem[];
}

export interface FieldProblem {
  /** Path in the input, `lines.0.quantity`. */
  readonly path: string;
  readonly message: string;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function readFields(fields: unknown): FieldProblem[] {
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: unknown) =>
    isRecord(field) && typeof field["path"] === "string" && typeof field["message"] === "string"
      ? [{ path: field["path"], message: field["message"] }]
      : [],
  );
}

/** Reads the error of a call; an answer that is none of ours counts as no answer. */
export function problemOf(error: unknown): Problem {
  const data = isRecord(error) ? error["data"] : undefined;
  if (!isRecord(data) || typeof data["code"] !== "string") {
    // A call to a region may have failed at the control plane already, when it asked for its token.
    if (isRecord(error) && isRecord(error["cause"]) && isRecord(error["cause"]["data"]))
      return problemOf(error["cause"]);
    return { code: "network", status: 0, message: "", details: {}, requestId: null, fields: [] };
  }
  return {
    code: data["code"],
    status: typeof data["httpStatus"] === "number" ? data["httpStatus"] : 500,
    message: isRecord(error) && typeof error["message"] === "string" ? error["message"] : "",
    details: isRecord(data["details"]) ? data["details"] : {},
    requestId: typeof data["requestId"] === "string" ? data["requestId"] : null,
    fields: readFields(data["fields"]),
  };
}

/** How browsers say that nobody answered, or that a part of the console could not be loaded; each in its own words. */
const unanswered =
  /^(Failed to fetch|NetworkError|Load failed|error loading dynamically|Importing a module script|Unable to preload|The (network|Internet) connection|network error)/i;
/** Errors with which a call, or somebody who waited for one, says that there was no answer. */
const ofCalls = new Set(["TRPCClientError", "AbortError", "TimeoutError", "NetworkError"]);

/** Whether it comes from no call at all: a mistake in the console itself. */
export function isSlip(error: unknown): boolean {
  if (!(error instanceof Error) || isRecord(Reflect.get(error, "data"))) return false;
  return !ofCalls.has(error.name) && !unanswered.test(error.message);
}

/** Whether it is worth asking again: no answer, or a server that is briefly away. */
export function isTransient({ code, status }: Problem): boolean {
  return code === "network" || status === 503;
}

/** Whether nobody is there who could answer, for the moment. */
export function isAbsent({ code, status }: Problem): boolean {
  return code === "network" || status >= 500;
}

/**
 * The control plane is away. `accounts.unreachable`: what was asked of it must wait. `accounts.unrecognised`: a shop
 * cannot be asked either, for there is no token that its region takes.
 */
export class Unreachable extends Error {
  readonly data: { readonly code: string; readonly httpStatus: number };

  constructor(code: "accounts.unreachable" | "accounts.unrecognised", options?: ErrorOptions) {
    super("", options);
    this.data = { code, httpStatus: 503 };
  }
}

/** Whether it failed because the control plane is away. */
export function isUnreachable({ code }: Problem): boolean {
  return code === "accounts.unreachable" || code === "accounts.unrecognised";
}

/** Messages by field name for a form; a nested path counts for the field that it begins with. */
export function fieldErrors(problem: Problem, fields: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of problem.fields) {
    const field = fields.find((name) => path === name) ?? fields.find((name) => path.startsWith(`${name}.`));
    if (field !== undefined) found[field] ??= message;
  }
  return found;
}
