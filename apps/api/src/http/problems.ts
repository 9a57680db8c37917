import { DomainError, type ErrorDetails, type ErrorKind } from "@meridian/core/kernel/errors";
import { isPassing } from "@meridian/core/platform/outages";
import { z } from "zod";
import { sentence } from "../platform/words.ts";

const statusOf: Readonly<Record<ErrorKind, number>> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 400,
  limit: 429,
  precondition: 422,
  unavailable: 503,
  internal: 500,
};

const statusOfCode: Readonly<Record<string, number>> = {
  "auth.required": 401,
  "auth.customer_required": 401,
  "auth.customer_session_over": 401,
  "auth.invalid_credential": 401,
  "idempotency.key_reused": 422,
  "region.wrong": 421,
  "request.too_large": 413,
  "request.wrong_type": 415,
};

/** What a caller is told of an error, over every transport. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
  readonly requestId: string;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
}

/** The domain's error behind whatever was thrown; what nobody threw on purpose is `internal`. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof z.ZodError) {
    const fields = error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    return new DomainError("invalid", "request.invalid", { fields: fields.slice(0, 50) }, { cause: error });
  }
  if (isPassing(error)) return new DomainError("unavailable", "platform.unavailable", {}, { cause: error });
  return new DomainError("internal", "internal", {}, { cause: error });
}

/** The answer for an error: stable code, sentence in the caller's language, never a stack or SQL. */
export function toProblem(thrown: unknown, language: string, requestId: string): Problem {
  const error = toDomainError(thrown);
  const { fields, ...details } = error.details;
  return {
    status: statusOfCode[error.code] ?? statusOf[error.kind],
    code: error.code,
    message: sentence(error.code, language, { ...details, requestId }),
    details,
    requestId,
    ...(fields === undefined ? {} : { fields: fields as Problem["fields"] & object }),
  };
}
