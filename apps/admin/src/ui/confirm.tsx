import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

interface Question {
  readonly title: string;
  /** What will happen, in plain words. */
  readonly body: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly danger?: boolean;
}

/** Asks before something that cannot easily be taken back. */
export function confirm({ title, body, confirmLabel, cancelLabel, danger = false }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: body,
      labels: { confirm: confirmLabel, cancel: cancelLabel },
      confirmProps: danger ? { color: "red" } : {},
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}
