import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Note } from "../ui/Note.tsx";
import { problemOf } from "./errors.ts";
import { FormProblem } from "./FormProblem.tsx";

interface Props {
  error: unknown;
  fields: readonly string[];
  /** Fetches the current state, at the price of what was typed. */
  onReload: () => void;
}

/** Why an edit was not saved; somebody else's newer version is told from all the rest. */
export function EditProblem({ error, fields, onReload }: Props): ReactNode {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  if (!problemOf(error).code.endsWith(".stale")) return <FormProblem error={error} fields={fields} />;
  return (
    <Note
      kind="warning"
      title={t("stale.title")}
      action={
        <Button size="xs" variant="default" onClick={onReload}>
          {t("stale.reload")}
        </Button>
      }
    >
      {t("stale.body")}
    </Note>
  );
}
