import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { PercentField } from "../../lib/PercentField.tsx";
import { minorUnits } from "@meridian/core/kernel/currency";
import type { MarketFieldsProps } from "./types.ts";

const kinds = ["none", "ending", "step"] as const;

/** What happens to prices that are converted into the market's currency. */
export function PriceRules({ value, set, errors, locked }: MarketFieldsProps): ReactNode {
  const { t } = useTranslation("markets");
  const { currency, priceRounding: rule } = value;
  const unit = 10 ** minorUnits(currency);

  function choose(kind: string | null): void {
    if (kind === "ending")
      set("priceRounding", { kind, ending: Math.max(unit - 1, 0), of: Math.max(unit, 10), mode: "half-up" });
    else if (kind === "step") set("priceRounding", { kind, step: Math.max(unit / 20, 1), mode: "half-up" });
    else set("priceRounding", { kind: "none" });
  }

  return (
    <>
      <Select
        label={t("fields.priceRounding")}
        description={t("hints.priceRounding")}
        data={kinds.map((kind) => ({ value: kind, label: t(`roundings.${kind}`) }))}
        value={rule.kind}
        onChange={choose}
        error={errors["priceRounding"]}
        allowDeselect={false}
        readOnly={locked}
      />
      {rule.kind === "ending" ? (
        <MoneyField
          label={t("fields.ending")}
          description={t("hints.ending")}
          currency={currency}
          value={{ amount: rule.ending, currency }}
          onChange={(amount) => set("priceRounding", { ...rule, ending: amount?.amount ?? 0 })}
          readOnly={locked}
        />
      ) : null}
      {rule.kind === "step" ? (
        <MoneyField
          label={t("fields.step")}
          description={t("hints.step")}
          currency={currency}
          value={{ amount: rule.step, currency }}
          onChange={(amount) => set("priceRounding", { ...rule, step: amount?.amount ?? 1 })}
          readOnly={locked}
        />
      ) : null}
      <PercentField
        label={t("fields.fxMargin")}
        description={t("hints.fxMargin")}
        ppm={value.fxMarginPpm}
        onChange={(ppm) => set("fxMarginPpm", ppm)}
        error={errors["fxMarginPpm"]}
        readOnly={locked}
      />
    </>
  );
}
