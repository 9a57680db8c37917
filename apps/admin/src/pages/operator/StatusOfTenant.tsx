import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ControlOutputs } from "../../lib/api.ts";
import { StatusBadge, type Tone } from "../../ui/StatusBadge.tsx";

export type Tenant = ControlOutputs["tenants"]["get"];
type Status = Tenant["status"];

const tones: Readonly<Record<Status, Tone>> = {
  provisioning: "info",
  active: "good",
  suspended: "attention",
  erased: "neutral",
};
export const statuses = Object.keys(tones) as Status[];

export function StatusOfTenant({ status, closed }: { status: Status; closed: boolean }): ReactNode {
  const { t } = useTranslation("operator");
  if (closed && status !== "erased") return <StatusBadge tone="attention">{t("tenants.statuses.closed")}</StatusBadge>;
  return <StatusBadge tone={tones[status]}>{t(`tenants.statuses.${status}`)}</StatusBadge>;
}
