import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isTransient, isUnreachable, problemOf } from "./errors.ts";
import type { Reach } from "./reach.ts";

/**
 * Reads are asked again when no answer came. Writes too: their idempotency key makes a repetition harmless. What needs
 * a control plane that has been away for a while is told so at once.
 */
export function makeQueryClient(onSignedOut: () => void, reach: Reach): QueryClient {
  const notice = (error: unknown, meta: Readonly<Record<string, unknown>> | undefined): void => {
    if (problemOf(error).status === 401 && meta?.["mayBeSignedOut"] !== true) onSignedOut();
  };
  const retry = (failures: number, error: unknown): boolean => {
    const problem = problemOf(error);
    const inVain = isUnreachable(problem) && reach.isLongAway();
    return failures < 2 && isTransient(problem) && !inVain;
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, { meta }) => notice(error, meta) }),
    mutationCache: new MutationCache({ onError: (error, _input, _result, { meta }) => notice(error, meta) }),
    defaultOptions: {
      queries: { retry, staleTime: 10_000, networkMode: "always" },
      mutations: { retry, networkMode: "always" },
    },
  });
}
