import type { TenantCounts, TenantFilter, TenantState, TenantStatus } from "../schemas.ts";

/** Tenants that are alike in all that the operators' list filters by, and how many there are. */
export interface TenantGroup {
  readonly region: string;
  readonly cell: string | null;
  readonly plan: string;
  readonly state: TenantState;
  readonly step: string | null;
  /** The newest step that their region's program knows; null where it has not said, and for those without a schema. */
  readonly newestStep: string | null;
  readonly tenants: number;
}

/** How a tenant stands: what its owner or idleness did comes before what the platform let it be. */
export function stateOf(status: TenantStatus, isClosed: boolean, isHibernated: boolean): TenantState {
  if (status === "provisioning" || status === "erased") return status;
  return isClosed ? "closed" : isHibernated ? "hibernated" : status;
}

const isBehind = ({ step, newestStep }: TenantGroup): boolean =>
  newestStep !== null && (step === null || step < newestStep);

type Facet = "region" | "cell" | "status" | "plan" | "step";
const facets: Readonly<Record<Facet, (group: TenantGroup) => string | null>> = {
  region: ({ region }) => region,
  cell: ({ cell }) => cell,
  status: ({ state }) => state,
  plan: ({ plan }) => plan,
  step: ({ step }) => step,
};
const names = Object.keys(facets) as Facet[];

function passes(group: TenantGroup, filter: TenantFilter, except: Facet | null): boolean {
  return names.every((name) => {
    const wanted = name === except ? null : filter[name];
    if (wanted === null) return true;
    return name === "step" && wanted === "behind" ? isBehind(group) : facets[name](group) === wanted;
  });
}

const sum = (groups: readonly TenantGroup[]): number => groups.reduce((total, { tenants }) => total + tenants, 0);

/** What each choice would leave, each facet counted as if nothing were chosen in it. */
export function countFacets(groups: readonly TenantGroup[], filter: TenantFilter): TenantCounts {
  const counted = (facet: Facet): TenantCounts[Facet] => {
    const figures = new Map<string, number>();
    for (const group of groups) {
      const value = facets[facet](group);
      if (value === null || !passes(group, filter, facet)) continue;
      figures.set(value, (figures.get(value) ?? 0) + group.tenants);
    }
    return [...figures]
      .map(([value, tenants]) => ({ value, tenants }))
      .toSorted((a, b) => (a.value < b.value ? -1 : 1));
  };
  return {
    all: sum(groups.filter((group) => passes(group, filter, null))),
    behind: sum(groups.filter((group) => isBehind(group) && passes(group, filter, "step"))),
    region: counted("region"),
    cell: counted("cell"),
    status: counted("status"),
    plan: counted("plan"),
    step: counted("step").toReversed(),
  };
}
