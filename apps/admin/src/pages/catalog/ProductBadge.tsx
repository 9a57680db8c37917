import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { Product } from "./catalog-types.ts";

const tones = { active: "good", draft: "attention", archived: "neutral" } as const;

export function ProductBadge({ status }: { status: Product["status"] }): ReactNode {
  const { t } = useTranslation("catalog");
  return <StatusBadge tone={tones[status]}>{t(`statuses.${status}`)}</StatusBadge>;
}
