import { Button, Group, SegmentedControl, Stack, Text, useMatches } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { WireMoney } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import type { RatesDraft, StepDraft } from "./rate-draft.ts";

const bases = ["flat", "worth", "weight"] as const;
const maxGrams = 100_000_000;

interface Props {
  currency: WireMoney["currency"];
  value: RatesDraft;
  onChange: (value: RatesDraft) => void;
}

/** Flat, or a table of steps by what the items are worth or weigh. */
export function RateTable({ currency, value, onChange }: Props): ReactNode {
  const { t } = useTranslation("fulfilment");
  const { by, steps } = value;
  // Three names side by side are cut on a phone.
  const orientation = useMatches<"vertical" | "horizontal">({ base: "vertical", xs: "horizontal" });
  const change = (index: number, step: Partial<StepDraft>): void =>
    onChange({ by, steps: steps.map((one, i) => (i === index ? { ...one, ...step } : one)) });
  const empty: StepDraft = { worth: null, grams: null, price: null };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} id="rates-by">
        {t("rates.by")}
      </Text>
      <SegmentedControl
        orientation={orientation}
        aria-labelledby="rates-by"
        data={bases.map((basis) => ({ value: basis, label: t(`rates.${basis}`) }))}
        value={by}
        onChange={(picked) => {
          const basis = bases.find((one) => one === picked) ?? "flat";
          onChange({ by: basis, steps: steps.length === 0 ? [empty] : steps });
        }}
      />
      {by === "flat"
        ? null
        : steps.map((step, i) => (
            // Steps have no identity of their own: their place is what they are.
            <Group key={i} align="flex-end" wrap="nowrap" gap="xs">
              {i === 0 ? (
                <Text size="sm" w="40%" pb={8}>
                  {t("rates.start")}
                </Text>
              ) : by === "worth" ? (
                <MoneyField
                  label={t("rates.fromWorth", { step: i + 1 })}
                  currency={currency}
                  required
                  w="40%"
                  value={step.worth}
                  onChange={(worth) => change(i, { worth })}
                />
              ) : (
                <WholeNumberField
                  label={t("rates.fromWeight", { step: i + 1 })}
                  min={1}
                  max={maxGrams}
                  required
                  w="40%"
                  value={step.grams}
                  onChange={(grams) => change(i, { grams })}
                />
              )}
              <MoneyField
                label={t("rates.price", { step: i + 1 })}
                currency={currency}
                required
                w="40%"
                value={step.price}
                onChange={(price) => change(i, { price })}
              />
              {i === 0 ? null : (
                <Button
                  variant="subtle"
                  color="red"
                  size="xs"
                  aria-label={t("rates.remove", { step: i + 1 })}
                  onClick={() => onChange({ by, steps: steps.filter((_, at) => at !== i) })}
                >
                  ×
                </Button>
              )}
            </Group>
          ))}
      {by === "flat" || steps.length >= 50 ? null : (
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange({ by, steps: [...steps, empty] })}
          >
            {t("rates.add")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
