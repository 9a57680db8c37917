import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  title: string;
  /** Says what will happen; "Save" unless told otherwise. */
  submitLabel?: string;
  /** "Cancel" unless that could be mistaken for what the dialog does. */
  cancelLabel?: string;
  danger?: boolean;
  /** What is still missing for it. */
  incomplete?: boolean;
  sending: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** Stays in the page while it is closed, to keep what was typed. */
  opened?: boolean;
  children: ReactNode;
}

/** A dialog with a form: Enter sends it, Escape leaves it, and the way out stands before the way on. */
export function FormDialog({
  title,
  submitLabel,
  cancelLabel,
  danger = false,
  incomplete = false,
  sending,
  onSubmit,
  onClose,
  opened = true,
  children,
}: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog may stand inside a page's own form, as React sees it.
          event.stopPropagation();
          onSubmit();
        }}
      >
        <Stack>
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancelLabel ?? t("cancel")}
            </Button>
            <Button type="submit" {...(danger ? { color: "red" } : {})} disabled={incomplete} loading={sending}>
              {submitLabel ?? t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
