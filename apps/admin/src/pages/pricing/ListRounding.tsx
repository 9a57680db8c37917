import { Select } from "@mantine/core";
import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { minorUnits } from "@meridian/core/kernel/currency";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MoneyField } from "../../lib/MoneyField.tsx";
import type { ListDraft } from "./types.ts";

const kinds = ["none", "ending", "step"] as const;

interface Props {
  rule: ListDraft["rounding"];
  onChange: (rule: ListDraft["rounding"]) => void;
  /** In which the step or the ending is typed; it holds in smallest coins, whatever the currency. */
  currency: ActiveCurrencyCode;
  locked: boolean;
}

/** What becomes of prices that the list's percentage has made: an ending such as .99, or a step. */
export function ListRounding({ rule, onChange, currency, locked }: Props): ReactNode {
  const { t } = useTranslation(["pricing", "markets"]);
  const unit = 10 ** minorUnits(currency);
  function choose(kind: string | null): void {
    if (kind === "ending") onChange({ kind, ending: Math.max(unit - 1, 0), of: Math.max(unit, 10), mode: "half-up" });
    else if (kind === "step") onChange({ kind, step: Math.max(unit / 20, 1), mode: "half-up" });
    else onChange({ kind: "none" });
  }
  return (
    <>
      <Select
        label={t("lists.rounding")}
        description={t("lists.roundingHint")}
        data={kinds.map((kind) => ({ value: kind, label: t(`markets:roundings.${kind}`) }))}
        value={rule.kind}
        onChange={choose}
        allowDeselect={false}
        readOnly={locked}
      />
      {rule.kind === "ending" ? (
        <MoneyField
          label={t("markets:fields.ending")}
          currency={currency}
          value={{ amount: rule.ending, currency }}
          onChange={(amount) => onChange({ ...rule, ending: amount?.amount ?? 0 })}
          readOnly={locked}
        />
      ) : null}
      {rule.kind === "step" ? (
        <MoneyField
          label={t("markets:fields.step")}
          currency={currency}
          value={{ amount: rule.step, currency }}
          onChange={(amount) => onChange({ ...rule, step: amount?.amount ?? 1 })}
          readOnly={locked}
        />
      ) : null}
    </>
  );
}
