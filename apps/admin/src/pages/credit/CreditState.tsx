import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

/** Whether an account pays, and if not, why. */
export function CreditState({ account }: { account: AdminOutputs["credit"]["getAccount"] }): ReactNode {
  const { t } = useTranslation("credit");
  const [now] = useState(() => Date.now());
  const expired = account.expiresAt !== null && new Date(account.expiresAt).getTime() <= now;
  if (!account.active) return <StatusBadge tone="bad">{t("states.disabled")}</StatusBadge>;
  if (expired) return <StatusBadge tone="attention">{t("states.expired")}</StatusBadge>;
  if (account.balance.amount === 0) return <StatusBadge tone="neutral">{t("states.empty")}</StatusBadge>;
  return <StatusBadge tone="good">{t("states.active")}</StatusBadge>;
}
