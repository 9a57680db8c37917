import { TextInput, type TextInputProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParsedText } from "./parsed-text.ts";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "ref"> {
  /** Null is an empty field, where that is allowed. */
  value: number | null;
  min: number;
  max: number;
  onChange: (value: number | null) => void;
}

export function WholeNumberField({ value, min, max, onChange, error, required, ...rest }: Props): ReactNode {
  const { t } = useTranslation();
  const {
    ref,
    text: typed,
    error: complaint,
    type,
  } = useParsedText<number | null>({
    value,
    show: (number) => (number === null ? "" : String(number)),
    parse: (text) => {
      const trimmed = text.trim();
      if (trimmed === "") return required === true ? undefined : null;
      const number = /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
      return number >= min && number <= max ? number : undefined;
    },
    onChange,
    complaint: t("invalidWholeNumber", { min, max }),
  });
  return (
    <TextInput
      {...rest}
      ref={ref}
      inputMode="numeric"
      required={required === true}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      error={complaint ?? error}
    />
  );
}
