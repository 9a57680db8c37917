import { Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { Why } from "../../lib/Why.tsx";
import { PriceTrace } from "../../lib/WhyThisPrice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";

/** What each method would cost for some goods and an address, or why it is not offered. */
export function ShippingPreview({ market }: { market: AdminOutputs["markets"]["get"] }): ReactNode {
  const { t } = useTranslation("fulfilment");
  const { trpc } = useShop();
  const format = useFormat();
  const [country, setCountry] = useState(market.countries[0] ?? "DE");
  const [region, setRegion] = useState("");
  const [postalCode, setPostalCode] = useState("");
  const [worth, setWorth] = useState<WireMoney | null>({ amount: 5_000, currency: market.currency });
  const [weight, setWeight] = useState<number | null>(1_000);
  const [asked] = useDebouncedValue({ region, postalCode, worth, weight }, 300);
  const preview = useQuery({
    ...trpc.fulfilment.previewShipping.queryOptions({
      marketId: market.id,
      country,
      region: asked.region.trim() === "" ? null : asked.region.trim(),
      postalCode: asked.postalCode.trim() === "" ? null : asked.postalCode.trim(),
      worth: asked.worth?.amount ?? 0,
      weight: asked.weight ?? 0,
    }),
    placeholderData: keepPreviousData,
  });
  const nameOf = (names: Readonly<Record<string, string>>): string =>
    names[market.defaultLocale] ?? Object.values(names)[0] ?? "";
  return (
    <Section title={t("preview.title")} description={t("preview.description")}>
      <Stack>
        <Group align="flex-end">
          <Select
            label={t("preview.country")}
            data={market.countries.map((value) => ({ value, label: format.country(value) }))}
            value={country}
            onChange={(value) => setCountry(value ?? country)}
            allowDeselect={false}
          />
          <TextInput
            label={t("preview.region")}
            maxLength={80}
            value={region}
            onChange={({ currentTarget }) => setRegion(currentTarget.value)}
          />
          <TextInput
            label={t("preview.postalCode")}
            maxLength={20}
            value={postalCode}
            onChange={({ currentTarget }) => setPostalCode(currentTarget.value)}
          />
          <MoneyField label={t("preview.worth")} currency={market.currency} value={worth} onChange={setWorth} />
          <WholeNumberField label={t("preview.weight")} min={0} max={100_000_000} value={weight} onChange={setWeight} />
        </Group>
        {preview.isError ? <ProblemNote error={preview.error} /> : null}
        {preview.data?.items.length === 0 ? <Text size="sm">{t("empty")}</Text> : null}
        <div aria-live="polite">
          <Facts
            label={t("preview.title")}
            facts={(preview.data?.items ?? []).map(({ names, price, reason, trace }) => ({
              label: nameOf(names),
              value:
                price === null ? (
                  t(`preview.reasons.${reason ?? "inactive"}`)
                ) : (
                  <Why label={nameOf(names)} amount={format.money(price)}>
                    {() => <PriceTrace steps={trace} />}
                  </Why>
                ),
            }))}
          />
        </div>
      </Stack>
    </Section>
  );
}
