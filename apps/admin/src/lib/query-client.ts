import { QueryClient } from "@tanstack/react-query";
import { isTransient, problemOf } from "./errors.ts";

/** Reads are asked again when no answer came. Writes too: their idempotency key makes a repetition harmless. */
export function makeQueryClient(): QueryClient {
  const retry = (failures: number, error: unknown): boolean => failures < 2 && isTransient(problemOf(error));
  return new QueryClient({
    defaultOptions: {
      queries: { retry, staleTime: 10_000, networkMode: "always" },
      mutations: { retry, networkMode: "always" },
    },
  });
}
