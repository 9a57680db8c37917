import { MultiSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { localeChoices } from "../../lib/choices.ts";
import { useFormat } from "../../lib/format.ts";

interface Props {
  value: string[];
  onChange: (locales: string[]) => void;
  error?: ReactNode;
}

/** The languages that a translator works in. */
export function LocalesField({ value, onChange, error }: Props): ReactNode {
  const { t } = useTranslation("staff");
  const format = useFormat();
  return (
    <MultiSelect
      label={t("team.locales")}
      description={t("team.localesHint")}
      data={localeChoices(format, value)}
      value={value}
      onChange={onChange}
      searchable
      hidePickedOptions
      required
      error={error}
    />
  );
}
