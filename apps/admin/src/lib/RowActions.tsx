import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** The buttons' whole names, with that of the row. */
  editLabel: string;
  onEdit: () => void;
  removeLabel: string;
  /** Null where the row cannot be removed here. */
  onRemove: (() => void) | null;
}

/** At the end of a table's row: change it, take it away. */
export function RowActions({ editLabel, onEdit, removeLabel, onRemove }: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button size="xs" variant="subtle" onClick={onEdit} aria-label={editLabel}>
        {t("edit")}
      </Button>
      {onRemove === null ? null : (
        <Button size="xs" variant="subtle" color="red" onClick={onRemove} aria-label={removeLabel}>
          {t("delete")}
        </Button>
      )}
    </Group>
  );
}
