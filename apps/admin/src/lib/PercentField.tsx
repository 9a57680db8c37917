import { TextInput, type TextInputProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { editPercent, parsePercent } from "./decimal.ts";
import { useFormat } from "./format.ts";
import { useParsedText } from "./parsed-text.ts";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "ref"> {
  /** Parts per million: 190000 is 19 %. */
  ppm: number;
  onChange: (ppm: number) => void;
}

export function PercentField({ ppm, onChange, error, ...rest }: Props): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormat();
  const {
    ref,
    text: typed,
    error: complaint,
    type,
  } = useParsedText({
    value: ppm,
    show: (value) => editPercent(value, language),
    parse: (text) => parsePercent(text, language),
    onChange,
    complaint: t("invalidNumber"),
  });
  return (
    <TextInput
      {...rest}
      ref={ref}
      inputMode="decimal"
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      error={complaint ?? error}
      rightSection="%"
      rightSectionPointerEvents="none"
    />
  );
}
