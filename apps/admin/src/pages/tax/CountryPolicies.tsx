import { Button, Group, Select, Stack } from "@mantine/core";
import { type CountryCode, isCountryCode } from "@meridian/core/kernel/country";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryChoices } from "../../lib/choices.ts";
import { useFormat } from "../../lib/format.ts";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { type CountryPolicy, notRegisteredChoices, pick } from "./policy.ts";

const discountTimings = ["before_tax", "after_tax"] as const;

interface Props {
  list: readonly CountryPolicy[];
  onChange: (list: CountryPolicy[]) => void;
  locked: boolean;
  error: string | undefined;
}

/** What differs by country; saved with the page. */
export function CountryPolicies({ list, onChange, locked, error }: Props): ReactNode {
  const { t } = useTranslation(["tax", "common"]);
  const format = useFormat();
  const [country, setCountry] = useState<CountryCode | null>(null);
  const replace = (row: CountryPolicy, change: Partial<CountryPolicy>): void =>
    onChange(list.map((one) => (one === row ? { ...one, ...change } : one)));
  return (
    <Section title={t("countries.title")} description={t("countries.description")}>
      <Stack maw={760}>
        {error === undefined ? null : <Note kind="warning">{error}</Note>}
        {list.map((row) => {
          const name = format.country(row.country);
          return (
            <Group key={row.country} grow align="flex-end">
              <Select
                label={t("countries.notRegistered", { country: name })}
                data={notRegisteredChoices.map((value) => ({ value, label: t(`notRegistered.${value}`) }))}
                value={row.whenNotRegistered}
                onChange={(value) => replace(row, { whenNotRegistered: pick(notRegisteredChoices, value) ?? null })}
                placeholder={t("countries.likeTheShop")}
                clearable={!locked}
                clearButtonProps={{ "aria-label": t("countries.likeTheShop") }}
                readOnly={locked}
              />
              <Select
                label={t("countries.discounts")}
                data={discountTimings.map((value) => ({ value, label: t(`discounts.${value}`) }))}
                value={row.discounts}
                onChange={(value) => replace(row, { discounts: pick(discountTimings, value) ?? "before_tax" })}
                allowDeselect={false}
                readOnly={locked}
              />
              {locked ? null : (
                <Button
                  variant="subtle"
                  color="red"
                  flex="0 0 auto"
                  onClick={() => onChange(list.filter((one) => one !== row))}
                  aria-label={t("removeLabel", { name })}
                >
                  {t("common:delete")}
                </Button>
              )}
            </Group>
          );
        })}
        {locked ? null : (
          <Group align="flex-end">
            <Select
              label={t("countries.country")}
              data={countryChoices(format).filter(({ value }) => list.every((one) => one.country !== value))}
              value={country}
              onChange={(value) => setCountry(value !== null && isCountryCode(value) ? value : null)}
              searchable
            />
            <Button
              variant="default"
              disabled={country === null}
              onClick={() => {
                if (country === null) return;
                onChange([...list, { country, whenNotRegistered: null, discounts: "before_tax" }]);
                setCountry(null);
              }}
            >
              {t("countries.add")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
