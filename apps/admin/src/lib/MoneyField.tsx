import { TextInput, type TextInputProps } from "@mantine/core";
import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { editMoney, parseMoney } from "./decimal.ts";
import { useFormat, type WireMoney } from "./format.ts";
import { useParsedText } from "./parsed-text.ts";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "ref"> {
  currency: ActiveCurrencyCode;
  /** Null is an empty field. */
  value: WireMoney | null;
  onChange: (value: WireMoney | null) => void;
}

/** An amount in one currency, typed as the console's language writes it. */
export function MoneyField({ currency, value, onChange, error, ...rest }: Props): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormat();
  const {
    ref,
    text: typed,
    error: complaint,
    type,
  } = useParsedText<WireMoney | null>({
    value,
    show: (amount) => (amount === null ? "" : editMoney(amount, language)),
    parse: (text) => {
      if (text.trim() === "") return null;
      const amount = parseMoney(text, currency, language);
      return amount === undefined || amount.amount < 0 ? undefined : amount;
    },
    onChange,
    complaint: t("invalidAmount", { example: editMoney({ amount: 1_999, currency }, language) }),
  });
  return (
    <TextInput
      {...rest}
      ref={ref}
      inputMode="decimal"
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      error={complaint ?? error}
      rightSection={<span style={{ fontSize: "0.75rem" }}>{currency}</span>}
      rightSectionWidth={44}
      rightSectionPointerEvents="none"
    />
  );
}
