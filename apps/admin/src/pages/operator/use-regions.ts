import { useQueries } from "@tanstack/react-query";
import type { ControlOutputs } from "../../lib/api.ts";
import { useSession } from "../../lib/session.ts";

export type Region = ControlOutputs["operators"]["listRegions"]["items"][number];
export type Report = NonNullable<Region["report"]>;

/** Every region there is: a new one without a line here does not compile. */
const places: Readonly<Record<Region["region"], number>> = { eu: 0, us: 1 };
const codes = (Object.keys(places) as Region["region"][]).toSorted((a, b) => places[a] - places[b]);

/**
 * How the regions do, asked again every ten seconds while somebody looks. Each is asked alone: one that answers is
 * shown at once, however long another one is waited for.
 */
export function useRegions() {
  const { control } = useSession();
  return useQueries({
    queries: codes.map((region) => ({
      ...control.trpc.operators.listRegions.queryOptions({ region }),
      refetchInterval: 10_000,
    })),
    combine: (asked) => ({
      items: asked.flatMap(({ data }) => data?.items ?? []),
      waiting: codes.filter((_region, i) => asked[i]?.isPending === true),
      error: asked.find(({ isError }) => isError)?.error ?? null,
      isFetching: asked.some(({ isFetching }) => isFetching),
      refetch: () => Promise.all(asked.map(({ refetch }) => refetch())),
    }),
  });
}
