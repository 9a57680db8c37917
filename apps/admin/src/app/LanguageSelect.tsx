import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../lib/i18n.ts";
import { isLanguage, languages, type Language } from "../lib/languages.ts";

const choices = Object.entries(languages).map(([value, label]) => ({ value, label }));

interface Props {
  /** Also told to the account, so that mails come in the language. */
  onChosen?: (language: Language) => void;
}

export function LanguageSelect({ onChosen }: Props): ReactNode {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={t("language")}
      data={choices}
      value={i18n.language}
      onChange={({ currentTarget: { value } }) => {
        if (!isLanguage(value)) return;
        onChosen?.(value);
        void changeLanguage(value);
      }}
    />
  );
}
