import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../ui/StatusBadge.tsx";
import type { Tenant } from "./types.ts";

type State = Tenant["status"] | "closed" | "hibernated";

const tones: Readonly<Record<State, Tone>> = {
  provisioning: "info",
  active: "good",
  suspended: "attention",
  closed: "attention",
  hibernated: "neutral",
  erased: "neutral",
};
export const states = Object.keys(tones) as State[];

/** What its owner or idleness did comes before what the platform let it be. */
function stateOf({ status, closedAt, hibernatedAt }: Shown): State {
  if (status === "erased" || status === "provisioning") return status;
  return closedAt !== null ? "closed" : hibernatedAt !== null ? "hibernated" : status;
}

type Shown = Pick<Tenant, "status" | "closedAt" | "hibernatedAt">;

export function StatusOfTenant({ tenant }: { tenant: Shown }): ReactNode {
  const { t } = useTranslation("operator");
  const state = stateOf(tenant);
  return <StatusBadge tone={tones[state]}>{t(`tenants.statuses.${state}`)}</StatusBadge>;
}
