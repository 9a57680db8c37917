import { Box } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Note } from "../ui/Note.tsx";

export function OfflineNote(): ReactNode {
  const { t } = useTranslation();
  const { online } = useNetwork();
  return online ? null : (
    <Box mb="md">
      <Note kind="warning" title={t("problem.offlineTitle")}>
        {t("problem.offline")}
      </Note>
    </Box>
  );
}
