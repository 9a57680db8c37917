import { Checkbox, TextInput } from "@mantine/core";
import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { memo } from "react";
import type { WireMoney } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";

// Drawn again only where something of their own changed: a key typed into one row leaves the others alone.

/** As the server has it. */
const maxOnHand = 100_000_000;
const maxGrams = 10_000_000;

interface Cell<T, Set = T> {
  /** What the field is called, with the variant's name. */
  readonly label: string;
  /** The field's key in the draft. */
  readonly field: string;
  readonly value: T;
  readonly onSet: (field: string, value: Set) => void;
  readonly locked: boolean;
}

export const SkuCell = memo(function SkuCell({ label, field, value, onSet, locked }: Cell<string>) {
  return (
    <TextInput
      size="xs"
      aria-label={label}
      maxLength={120}
      value={value}
      onChange={({ currentTarget }) => onSet(field, currentTarget.value)}
      readOnly={locked}
    />
  );
});

interface PriceProps extends Cell<WireMoney | null> {
  readonly currency: ActiveCurrencyCode;
}

export const PriceCell = memo(function PriceCell({ label, field, value, onSet, locked, currency }: PriceProps) {
  return (
    <MoneyField
      size="xs"
      w={130}
      aria-label={label}
      currency={currency}
      value={value}
      onChange={(amount) => onSet(field, amount)}
      readOnly={locked}
    />
  );
});

interface StockProps extends Cell<number> {
  /** Whether pieces of this variant are counted at all. */
  readonly counted: boolean;
}

export const StockCell = memo(function StockCell({ label, field, value, onSet, locked, counted }: StockProps) {
  return (
    <WholeNumberField
      size="xs"
      w={90}
      aria-label={label}
      min={0}
      max={maxOnHand}
      required
      value={value}
      onChange={(pieces) => onSet(field, pieces ?? 0)}
      readOnly={locked}
      disabled={!counted}
    />
  );
});

/** An empty weight is an empty text in the draft. */
type WeightProps = Cell<string | number | boolean | undefined, string | number>;

export const WeightCell = memo(function WeightCell({ label, field, value, onSet, locked }: WeightProps) {
  return (
    <WholeNumberField
      size="xs"
      w={90}
      aria-label={label}
      min={0}
      max={maxGrams}
      value={typeof value === "number" ? value : null}
      onChange={(grams) => onSet(field, grams ?? "")}
      readOnly={locked}
    />
  );
});

export const SwitchCell = memo(function SwitchCell({ label, field, value, onSet, locked }: Cell<boolean>) {
  return (
    <Checkbox
      aria-label={label}
      checked={value}
      onChange={({ currentTarget }) => onSet(field, currentTarget.checked)}
      disabled={locked}
    />
  );
});
