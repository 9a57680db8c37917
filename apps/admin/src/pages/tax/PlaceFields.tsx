import { Group, Select } from "@mantine/core";
import { type CountryCode, isCountryCode, regionsOf } from "@meridian/core/kernel/country";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryChoices } from "../../lib/choices.ts";
import { useFormat } from "../../lib/format.ts";

interface Place {
  readonly country: CountryCode;
  readonly region: string | null;
}

interface Props {
  label: string;
  hint?: string;
  place: Place | null;
  onChange: (place: Place | null) => void;
  locked: boolean;
  error?: ReactNode;
  clearable?: boolean;
}

/** A country, and its region where taxes differ by it. */
export function PlaceFields({ label, hint, place, onChange, locked, error, clearable = false }: Props): ReactNode {
  const { t } = useTranslation("tax");
  const format = useFormat();
  const regions = place !== null ? regionsOf(place.country) : undefined;
  return (
    <Group grow align="flex-start">
      <Select
        label={label}
        description={hint}
        data={countryChoices(format)}
        value={place?.country ?? null}
        onChange={(country) => onChange(country !== null && isCountryCode(country) ? { country, region: null } : null)}
        placeholder={t("policy.notSet")}
        error={error}
        searchable
        clearable={clearable && !locked}
        clearButtonProps={{ "aria-label": t("policy.notSet") }}
        readOnly={locked}
      />
      {place === null || regions === undefined ? null : (
        <Select
          label={t("fields.region")}
          data={[...regions]}
          value={place.region}
          onChange={(region) => onChange({ country: place.country, region })}
          placeholder={t("wholeCountry")}
          searchable
          clearable={!locked}
          clearButtonProps={{ "aria-label": t("wholeCountry") }}
          readOnly={locked}
        />
      )}
    </Group>
  );
}
