import { Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { paramId } from "../../lib/ids.ts";
import { useShop } from "../../lib/session.ts";
import { CountryRates } from "./CountryRates.tsx";
import { RateDialog } from "./RateDialog.tsx";
import { RoundingSection } from "./RoundingSection.tsx";
import type { RateEdit } from "./tax-rate.ts";

/** Tax rates of the market's countries. They belong to the country: every market with it uses the same ones. */
export function TaxRatesPage(): ReactNode {
  const { t } = useTranslation("tax");
  const { trpc } = useShop();
  const { marketId } = useParams({ from: paths.marketTaxes });
  const { data: market } = useSuspenseQuery(trpc.markets.get.queryOptions({ id: paramId("mkt", marketId) }));
  const { data: rates } = useSuspenseQuery(trpc.tax.listRates.queryOptions({}));
  const [editing, setEditing] = useState<RateEdit | null>(null);
  return (
    <Stack aria-label={t("title")}>
      {market.countries.map((country) => (
        <CountryRates
          key={country}
          country={country}
          rates={rates.items.filter((rate) => rate.country === country)}
          onEdit={setEditing}
        />
      ))}
      <RoundingSection />
      {editing === null ? null : (
        <RateDialog key={editing.rate?.id ?? editing.country} edit={editing} onClose={() => setEditing(null)} />
      )}
    </Stack>
  );
}
