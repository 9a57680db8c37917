import { useBlocker } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { confirm } from "../ui/confirm.tsx";
import { SaveBar } from "../ui/SaveBar.tsx";

interface Props {
  /** How many changes wait; nothing is drawn without any. */
  count: number;
  saving: boolean;
  onDiscard: () => void;
}

/** Saves or discards what was changed on a page, and asks before it is left with changes. */
export function EditBar({ count, saving, onDiscard }: Props): ReactNode {
  const { t } = useTranslation();
  const dirty = count > 0;
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: dirty,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false;
      const leave = await confirm({
        title: t("leave.title"),
        body: t("leave.body"),
        confirmLabel: t("leave.leave"),
        cancelLabel: t("leave.stay"),
        danger: true,
      });
      return !leave;
    },
  });
  if (!dirty) return null;
  return (
    <SaveBar
      label={t("unsavedLabel")}
      summary={t("unsavedChanges", { count })}
      saveLabel={t("save")}
      discardLabel={t("discard")}
      saving={saving}
      onDiscard={onDiscard}
    />
  );
}
