/**
 * The one error that core throws on purpose. A verb throws it to abort: its transaction rolls back
 * and the transport turns it into an answer. Nothing here knows HTTP.
 */

/** What went wrong, in eight kinds. A transport maps each kind to one status. */
export type ErrorKind =
  | "not_found"
  | "forbidden"
  | "conflict"
  | "invalid"
  | "limit"
  | "precondition"
  | "unavailable"
  | "internal";

/** Values that name the fields at fault or fill the sentence shown to the caller. Never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[] | object>>;

/**
 * An error that a caller may see. `code` is stable, `<slice>.<what>` (`catalog.slug_taken`), and is the
 * key of its sentence in the slice's `locales/<language>.json` under `errors`.
 *
 * @example throw new DomainError("conflict", "catalog.slug_taken", { slug: "lamp" });
 */
export class DomainError<Code extends string = string> extends Error {
  readonly kind: ErrorKind;
  readonly code: Code;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, code: Code, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${kind}: ${code}`, options);
    this.name = "DomainError";
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** The refusal for a thing that does not exist, is another tenant's or another person's: all look the same. */
export function notFound(what: string): DomainError<"not_found"> {
  return new DomainError("not_found", "not_found", { what });
}

/** Whether `error` is one that core threw on purpose. Unlike `instanceof`, keeps the code's type. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
