import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isTransient, problemOf } from "./errors.ts";

/** Reads are asked again when no answer came. Writes too: their idempotency key makes a repetition harmless. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const notice = (error: unknown, meta: Readonly<Record<string, unknown>> | undefined): void => {
    if (problemOf(error).status === 401 && meta?.["mayBeSignedOut"] !== true) onSignedOut();
  };
  const retry = (failures: number, error: unknown): boolean => failures < 2 && isTransient(problemOf(error));
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, { meta }) => notice(error, meta) }),
    mutationCache: new MutationCache({ onError: (error, _input, _result, { meta }) => notice(error, meta) }),
    defaultOptions: {
      queries: { retry, staleTime: 10_000, networkMode: "always" },
      mutations: { retry, networkMode: "always" },
    },
  });
}
