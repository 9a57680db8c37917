import { useQuery } from "@tanstack/react-query";
import type { ControlOutputs } from "../../lib/api.ts";
import { useSession } from "../../lib/session.ts";

export type Region = ControlOutputs["operators"]["listRegions"]["items"][number];
export type Report = NonNullable<Region["report"]>;

/** How the regions do, asked again every ten seconds while somebody looks. */
export function useRegions() {
  const { control } = useSession();
  return useQuery({ ...control.trpc.operators.listRegions.queryOptions({}), refetchInterval: 10_000 });
}
