import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import { LoadingRegion } from "../ui/LoadingRegion.tsx";

export function Pending(): ReactNode {
  const { t } = useTranslation();
  return <LoadingRegion label={t("loading")} />;
}
