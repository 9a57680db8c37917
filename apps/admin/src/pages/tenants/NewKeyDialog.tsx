import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "../../ui/CopyField.tsx";
import { Note } from "../../ui/Note.tsx";
import { EmbedSnippet } from "./EmbedSection.tsx";
import type { NewKey } from "./types.ts";

/** Shows a new key's whole text. It is not kept, so this is the only time. */
export function NewKeyDialog({ made, onClose }: { made: NewKey | null; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  return (
    <Modal
      opened={made !== null}
      onClose={onClose}
      size="lg"
      title={t("keys.madeTitle")}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {made === null ? null : (
        <Stack>
          <Note kind="warning" title={t("keys.once")}>
            {made.key.kind === "secret" ? t("keys.onceSecret") : t("keys.oncePublishable")}
          </Note>
          <CopyField
            label={made.key.name}
            value={made.secret}
            copyLabel={t("common:copy")}
            copiedLabel={t("common:copied")}
          />
          {made.key.kind === "publishable" ? <EmbedSnippet publishableKey={made.secret} /> : null}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t("keys.kept")}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
