import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

type Row = Pick<AdminOutputs["customers"]["list"]["items"][number], "registeredAt" | "erasedAt">;

/** Whether the customer can log in to the shop. */
export function AccountBadge({ customer: { registeredAt, erasedAt } }: { customer: Row }): ReactNode {
  const { t } = useTranslation("customers");
  if (erasedAt !== null) return <StatusBadge tone="bad">{t("erased")}</StatusBadge>;
  if (registeredAt !== null) return <StatusBadge tone="good">{t("account.yes")}</StatusBadge>;
  return <StatusBadge tone="neutral">{t("account.no")}</StatusBadge>;
}
