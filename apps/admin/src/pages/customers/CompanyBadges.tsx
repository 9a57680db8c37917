import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { CompanyRow } from "./types.ts";

type Evidence = NonNullable<CompanyRow["taxId"]>;

export function CompanyBadge({ status }: { status: CompanyRow["status"] }): ReactNode {
  const { t } = useTranslation("customers");
  return <StatusBadge tone={status === "active" ? "good" : "neutral"}>{t(`companies.statuses.${status}`)}</StatusBadge>;
}

/** What the register said of a tax id; where it was not asked, what its form says. */
export function TaxIdBadge({ evidence: { verdict, register } }: { evidence: Evidence }): ReactNode {
  const { t } = useTranslation("customers");
  if (verdict === "invalid" || register === "rejected")
    return <StatusBadge tone="bad">{t("companies.evidence.wrong")}</StatusBadge>;
  if (register === "verified") return <StatusBadge tone="good">{t("companies.evidence.verified")}</StatusBadge>;
  if (register === "unreachable")
    return <StatusBadge tone="attention">{t("companies.evidence.unreachable")}</StatusBadge>;
  return <StatusBadge tone="neutral">{t("companies.evidence.formOnly")}</StatusBadge>;
}
