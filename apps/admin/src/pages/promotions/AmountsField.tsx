import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MoneyField } from "../../lib/MoneyField.tsx";
import type { Currency } from "./promotion-draft.ts";

type Amount = { amount: number; currency: Currency };

interface Props {
  label: string;
  /** The currencies of the shop's markets. */
  currencies: readonly Currency[];
  value: readonly Amount[];
  onChange: (value: Amount[]) => void;
}

/** One amount per currency; an empty field leaves the currency out. */
export function AmountsField({ label, currencies, value, onChange }: Props): ReactNode {
  const { t } = useTranslation("promotions");
  const shown = [...new Set([...currencies, ...value.map(({ currency }) => currency)])];
  return (
    <Group align="flex-start">
      {shown.map((currency) => (
        <MoneyField
          key={currency}
          label={t("amountIn", { label, currency })}
          currency={currency}
          value={value.find((one) => one.currency === currency) ?? null}
          onChange={(amount) => {
            const others = value.filter((one) => one.currency !== currency);
            onChange(amount === null ? others : [...others, { amount: amount.amount, currency }]);
          }}
        />
      ))}
    </Group>
  );
}
