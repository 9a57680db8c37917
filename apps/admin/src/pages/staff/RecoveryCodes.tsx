import { Button, Code, Group, SimpleGrid, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { downloadText } from "../../lib/files.ts";
import { CopyIcon } from "../../ui/CopyField.tsx";
import { Note } from "../../ui/Note.tsx";

/** New recovery codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const text = codes.join("\n");
  return (
    <Stack>
      <Note kind="warning" title={t("security.keep")}>
        {t("security.keepHint")}
      </Note>
      <SimpleGrid component="ul" cols={{ base: 1, xs: 2 }} p={0} m={0} style={{ listStyle: "none" }} dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <Code fz="sm">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group>
        <CopyIcon value={text} copyLabel={t("common:copy")} copiedLabel={t("common:copied")} />
        <Button
          variant="default"
          onClick={() => downloadText("meridian-recovery-codes.txt", "text/plain", `${text}\n`)}
        >
          {t("security.download")}
        </Button>
        <Button onClick={onKept}>{t("security.kept")}</Button>
      </Group>
    </Stack>
  );
}
