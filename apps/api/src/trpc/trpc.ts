import { DomainError } from "@meridian/core/kernel/errors";
import type { AnyCtx } from "@meridian/core/platform/context";
import { isKept, type KeptAnswer } from "@meridian/core/platform/kept-read";
import type { Verb, VerbDef, VerbKind } from "@meridian/core/platform/verb";
import { initTRPC, TRPCError } from "@trpc/server";
import { type z, ZodError } from "zod";
import { assertPlainJson } from "../http/plain-json.ts";
import { toDomainError, toProblem } from "../http/problems.ts";

/** How a storefront procedure is reached over REST. `{name}` in the path is a field of the input. */
export interface RestRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/v1/${string}`;
  readonly summary: string;
}

/** `answer` takes what `parse` gave: who is asked the same again parses it once. */
interface KeptProcedure {
  readonly parse: (input: unknown) => unknown;
  readonly answer: (ctx: AnyCtx, parsed: unknown) => Promise<KeptAnswer | null>;
}

/** What every procedure says of itself; the access matrix and the OpenAPI document are made from it. */
export interface ProcedureMeta {
  readonly verb: string;
  readonly kind: VerbKind;
  readonly def: VerbDef;
  readonly rest: RestRoute | null;
  /** The procedure without tRPC: for the REST surface, which is mounted on Express directly. */
  readonly call: (ctx: AnyCtx, input: unknown) => Promise<unknown>;
  /** The same as bytes that the process may remember, where the verb has them; null for a caller with answers of his own. */
  readonly kept: KeptProcedure | null;
}

/** A request as tRPC sees it: `open` looks at its credential when the first procedure needs it. */
export interface TrpcContext<C extends AnyCtx> {
  readonly language: string;
  readonly requestId: string;
  readonly open: () => Promise<C>;
  /** Hears of what is refused or went wrong, once: to log it, and to say when to come back. */
  readonly tell: (error: DomainError) => void;
}

const trpcCodes = {
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  conflict: "CONFLICT",
  invalid: "BAD_REQUEST",
  limit: "TOO_MANY_REQUESTS",
  precondition: "UNPROCESSABLE_CONTENT",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
} as const;

const unauthorized: ReadonlySet<string> = new Set([
  "auth.required",
  "auth.invalid_credential",
  "auth.customer_required",
  "auth.customer_session_over",
]);

function toTrpcError(error: DomainError): TRPCError {
  const code = unauthorized.has(error.code) ? "UNAUTHORIZED" : trpcCodes[error.kind];
  return new TRPCError({ code, cause: error });
}

/** The error behind tRPC's own; what tRPC itself refuses: no such procedure, no such method, input that is no JSON. */
function domainErrorOf(error: unknown): unknown {
  if (!(error instanceof TRPCError)) return error;
  const { code, cause } = error;
  const isOurs = cause instanceof DomainError || cause instanceof ZodError;
  if (isOurs || code === "INTERNAL_SERVER_ERROR") return cause ?? error;
  return code === "NOT_FOUND"
    ? new DomainError("not_found", "not_found")
    : new DomainError("invalid", "request.invalid");
}

/** The building blocks of one surface, whose procedures run in a context of type `C`. */
export function surface<C extends AnyCtx>() {
  const t = initTRPC
    .context<TrpcContext<C>>()
    .meta<ProcedureMeta>()
    .create({
      isDev: false,
      errorFormatter: ({ shape, error, ctx }) => {
        const problem = toProblem(domainErrorOf(error), ctx?.language ?? "en", ctx?.requestId ?? "");
        return { ...shape, message: problem.message, data: { ...problem, httpStatus: problem.status } };
      },
    });

  const base = t.procedure.use(async ({ ctx, next, getRawInput }) => {
    try {
      const core = await ctx.open();
      // A query's input comes in the address and has not been looked at yet.
      assertPlainJson(await getRawInput());
      const result = await next({ ctx: { core } });
      if (!result.ok && result.error.code === "INTERNAL_SERVER_ERROR") throw result.error.cause ?? result.error;
      return result;
    } catch (error) {
      const refused = toDomainError(domainErrorOf(error));
      ctx.tell(refused);
      throw toTrpcError(refused);
    }
  });

  function metaOf<I extends z.ZodType, O extends z.ZodType>(
    verb: Verb<C, I, O>,
    rest: RestRoute | null,
  ): ProcedureMeta {
    return {
      verb: verb.verb,
      kind: verb.kind,
      def: verb.def,
      rest,
      call: async (ctx, input) => {
        assertPlainJson(input);
        return verb(ctx as C, verb.def.input.parse(input));
      },
      kept: isKept(verb)
        ? {
            parse: (input) => {
              assertPlainJson(input);
              return verb.def.input.parse(input);
            },
            answer: (ctx, parsed) => verb.kept(ctx as C, parsed as z.output<I>),
          }
        : null,
    };
  }

  return {
    router: t.router,
    /** Offers a `read` verb. */
    query: <I extends z.ZodType, O extends z.ZodType>(verb: Verb<C, I, O>, rest: RestRoute | null = null) =>
      base
        .meta(metaOf(verb, rest))
        .input(verb.def.input)
        .query(({ ctx, input }): Promise<z.output<O>> => verb(ctx.core, input as z.output<I>)),
    /** Offers a `write` or `flow` verb. */
    mutation: <I extends z.ZodType, O extends z.ZodType>(verb: Verb<C, I, O>, rest: RestRoute | null = null) =>
      base
        .meta(metaOf(verb, rest))
        .input(verb.def.input)
        .mutation(({ ctx, input }): Promise<z.output<O>> => verb(ctx.core, input as z.output<I>)),
  };
}
