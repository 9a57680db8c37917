import { Button, Fieldset, Group, Select, Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryChoices } from "../../lib/choices.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { useFormat } from "../../lib/format.ts";
import type { Company } from "./types.ts";

type Address = NonNullable<Company["billingAddress"]>;
const lines = ["name", "company", "line1", "line2", "postalCode", "city", "region", "phone"] as const;
const wanted: readonly (typeof lines)[number][] = ["name", "line1", "city"];

const empty: Address = {
  name: "",
  company: null,
  line1: "",
  line2: null,
  postalCode: null,
  city: "",
  region: null,
  country: "DE",
  phone: null,
};

interface Props {
  value: Address | null;
  onChange: (address: Address) => void;
  onRemove: () => void;
  error: unknown;
  locked: boolean;
}

/** Where bills go. */
export function BillingAddress({ value, onChange, onRemove, error, locked }: Props): ReactNode {
  const { t } = useTranslation("customers");
  const format = useFormat();
  const address = value ?? empty;
  const places = [...lines, "country" as const].map((field) => `billingAddress.${field}` as const);
  const errors = error === null ? {} : fieldErrors(problemOf(error), places);
  return (
    <Fieldset legend={t("companies.billingAddress")}>
      <Stack gap="xs">
        {lines.map((field) => (
          <TextInput
            key={field}
            label={t(`companies.address.${field}`)}
            required={wanted.includes(field)}
            maxLength={120}
            readOnly={locked}
            value={address[field] ?? ""}
            onChange={({ currentTarget: { value: text } }) =>
              onChange({ ...address, [field]: text === "" && !wanted.includes(field) ? null : text })
            }
            error={errors[`billingAddress.${field}`]}
          />
        ))}
        <Select
          label={t("companies.address.country")}
          data={countryChoices(format)}
          searchable
          allowDeselect={false}
          readOnly={locked}
          value={address.country}
          onChange={(country) => onChange({ ...address, country: country as Address["country"] })}
          error={errors["billingAddress.country"]}
        />
        {locked ? null : (
          <Group>
            <Button variant="subtle" size="xs" onClick={onRemove}>
              {t("companies.removeAddress")}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
