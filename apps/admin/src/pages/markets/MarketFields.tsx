import { MultiSelect, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryChoices, currencyChoices, localeChoices } from "../../lib/choices.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Section } from "../../ui/Section.tsx";
import type { MarketDraft } from "./market-draft.ts";
import { MarketPlaces } from "./MarketPlaces.tsx";
import { PriceRules } from "./PriceRules.tsx";
import type { MarketFieldsProps } from "./types.ts";

const displays = ["inclusive", "exclusive"] as const;
const policies = ["opt_in", "opt_out", "notice"] as const;

export function MarketFields(props: MarketFieldsProps): ReactNode {
  const { value, set, errors, handleFixed, locked } = props;
  const { t } = useTranslation("markets");
  const format = useFormat();
  const { trpc } = useShop();
  const { data: shop } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const inherited = shop.pricesIncludeTax ? "inclusive" : "exclusive";
  return (
    <>
      <Section title={t("sections.where")}>
        <Stack maw={560}>
          <TextInput
            label={t("fields.name")}
            description={t("hints.name")}
            required
            maxLength={80}
            value={value.name}
            onChange={({ currentTarget }) => set("name", currentTarget.value)}
            error={errors["name"]}
            readOnly={locked}
          />
          <TextInput
            label={t("fields.handle")}
            description={handleFixed ? t("hints.handleFixed") : t("hints.handle")}
            required
            pattern="[a-z0-9](?:[a-z0-9\-]{0,30}[a-z0-9])?"
            title={t("hints.handle")}
            value={value.handle}
            onChange={({ currentTarget }) => set("handle", currentTarget.value)}
            error={errors["handle"]}
            readOnly={locked || handleFixed}
          />
          <MultiSelect
            label={t("fields.countries")}
            description={t("hints.countries")}
            data={countryChoices(format)}
            value={[...value.countries]}
            onChange={(countries) => set("countries", countries as MarketDraft["countries"])}
            error={errors["countries"]}
            searchable
            required
            hidePickedOptions
            nothingFoundMessage={t("nothingFound")}
            readOnly={locked}
          />
          <MarketPlaces {...props} />
          <Select
            label={t("fields.status")}
            description={t("hints.status")}
            data={(["active", "draft"] as const).map((status) => ({ value: status, label: t(`statuses.${status}`) }))}
            value={value.status}
            onChange={(status) => set("status", status === "draft" ? "draft" : "active")}
            error={errors["status"]}
            allowDeselect={false}
            readOnly={locked}
          />
        </Stack>
      </Section>
      <Section title={t("sections.languages")}>
        <Stack maw={560}>
          <MultiSelect
            label={t("fields.locales")}
            description={t("hints.locales")}
            data={localeChoices(format, value.locales)}
            value={[...value.locales]}
            onChange={(locales) => {
              set("locales", locales);
              if (!locales.includes(value.defaultLocale) && locales[0] !== undefined) set("defaultLocale", locales[0]);
            }}
            error={errors["locales"]}
            searchable
            required
            hidePickedOptions
            nothingFoundMessage={t("nothingFound")}
            readOnly={locked}
          />
          <Select
            label={t("fields.defaultLocale")}
            description={t("hints.defaultLocale")}
            data={localeChoices(format, value.locales).filter((choice) => value.locales.includes(choice.value))}
            value={value.defaultLocale}
            onChange={(locale) => set("defaultLocale", locale ?? value.defaultLocale)}
            error={errors["defaultLocale"]}
            allowDeselect={false}
            readOnly={locked}
          />
        </Stack>
      </Section>
      <Section title={t("sections.prices")}>
        <Stack maw={560}>
          <Select
            label={t("fields.currency")}
            description={t("hints.currency")}
            data={currencyChoices(format)}
            value={value.currency}
            onChange={(currency) => set("currency", (currency as MarketDraft["currency"] | null) ?? value.currency)}
            error={errors["currency"]}
            searchable
            allowDeselect={false}
            readOnly={locked}
          />
          <Radio.Group
            label={t("fields.taxDisplay")}
            value={value.taxDisplay ?? "inherit"}
            onChange={(display) => set("taxDisplay", displays.find((known) => known === display) ?? null)}
            error={errors["taxDisplay"]}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                value="inherit"
                label={t("taxDisplays.inherit.name")}
                description={t("taxDisplays.inherit.description", { now: t(`taxDisplays.${inherited}.name`) })}
                disabled={locked}
              />
              {displays.map((display) => (
                <Radio
                  key={display}
                  value={display}
                  label={t(`taxDisplays.${display}.name`)}
                  description={t(`taxDisplays.${display}.description`)}
                  disabled={locked}
                />
              ))}
            </Stack>
          </Radio.Group>
          <PriceRules {...props} />
        </Stack>
      </Section>
      <Section title={t("sections.privacy")}>
        <Select
          maw={560}
          label={t("fields.consentPolicy")}
          description={t("hints.consentPolicy")}
          data={[
            { value: "law", label: t("policies.law") },
            ...policies.map((policy) => ({
              value: policy,
              label: t(`policies.${policy}`),
            })),
          ]}
          value={value.consentPolicy ?? "law"}
          onChange={(policy) => set("consentPolicy", policies.find((known) => known === policy) ?? null)}
          error={errors["consentPolicy"]}
          allowDeselect={false}
          readOnly={locked}
        />
      </Section>
    </>
  );
}
