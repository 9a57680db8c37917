import { Box, Text } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAway } from "../lib/session.ts";
import { Note } from "../ui/Note.tsx";

/** While the control plane is away: what goes on, and what must wait. It goes when there is an answer again. */
export function AwayNote(): ReactNode {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const away = useAway();
  if (!away || !online) return null;
  return (
    <Box mb="md">
      <Note kind="info" title={t("accounts.away")}>
        <Text size="sm">{t("accounts.goesOn")}</Text>
        <Text size="sm">{t("accounts.waits")}</Text>
      </Note>
    </Box>
  );
}
