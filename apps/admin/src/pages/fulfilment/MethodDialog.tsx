import { Checkbox, Group, MultiSelect, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { areasOf, areasText, ratesDraft, type RatesDraft, ratesInput } from "./rate-draft.ts";
import { RateTable } from "./RateTable.tsx";
import type { Method } from "./ShippingMethodsPage.tsx";

type Country = NonNullable<AdminInputs["fulfilment"]["setShippingMethod"]["countries"]>[number];
type Market = AdminOutputs["markets"]["get"];
const fields = [
  "names",
  "price",
  "rates",
  "freeAbove",
  "maxWeight",
  "countries",
  "regions",
  "postalCodes",
  "exceptPostalCodes",
  "minDays",
  "maxDays",
] as const;

interface Draft {
  names: Readonly<Record<string, string>>;
  price: WireMoney | null;
  freeAbove: WireMoney | null;
  rates: RatesDraft;
  maxWeight: number | null;
  countries: readonly Country[];
  regions: string;
  postalCodes: string;
  exceptPostalCodes: string;
  minDays: number | null;
  maxDays: number | null;
  active: boolean;
}

interface Props {
  market: Market;
  method: Method | null;
  onClose: () => void;
}

export function MethodDialog({ market, method, onClose }: Props): ReactNode {
  const { t } = useTranslation(["fulfilment", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const { currency } = market;
  const [draft, setDraft] = useState<Draft>({
    names: method?.names ?? {},
    price: method?.price ?? null,
    freeAbove: method?.freeAbove ?? null,
    rates: ratesDraft(method),
    maxWeight: method?.maxWeight ?? null,
    countries: method?.countries ?? [],
    regions: areasText(method?.regions ?? null),
    postalCodes: areasText(method?.postalCodes ?? null),
    exceptPostalCodes: areasText(method?.exceptPostalCodes ?? null),
    minDays: method?.minDays ?? null,
    maxDays: method?.maxDays ?? null,
    active: method?.active ?? true,
  });
  const set = (change: Partial<Draft>): void => setDraft((now) => ({ ...now, ...change }));
  const save = useMutation(
    trpc.fulfilment.setShippingMethod.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        onClose();
        await queryClient.invalidateQueries(trpc.fulfilment.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
    }),
  );
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);

  function send(): void {
    const names = Object.fromEntries(Object.entries(draft.names).filter(([, name]) => name.trim() !== ""));
    save.mutate({
      id: method?.id ?? null,
      version: method?.version ?? null,
      marketId: market.id,
      names,
      price: draft.price?.amount ?? 0,
      freeAbove: draft.freeAbove?.amount ?? null,
      rates: ratesInput(draft.rates),
      maxWeight: draft.maxWeight,
      regions: areasOf(draft.regions.toUpperCase()),
      postalCodes: areasOf(draft.postalCodes),
      exceptPostalCodes: areasOf(draft.exceptPostalCodes),
      countries: draft.countries.length === 0 ? null : [...draft.countries],
      minDays: draft.minDays,
      maxDays: draft.maxDays,
      active: draft.active,
      ...(method === null ? {} : { taxClass: method.taxClass, position: method.position }),
    });
  }

  return (
    <FormDialog
      title={method === null ? t("add") : t("edit")}
      sending={save.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      {market.locales.map((locale) => (
        <TextInput
          key={locale}
          label={t("fields.nameIn", { language: format.locale(locale) })}
          required={locale === market.defaultLocale}
          maxLength={80}
          lang={locale}
          data-autofocus={locale === market.defaultLocale ? true : undefined}
          value={draft.names[locale] ?? ""}
          onChange={({ currentTarget }) => set({ names: { ...draft.names, [locale]: currentTarget.value } })}
          error={locale === market.defaultLocale ? errors["names"] : undefined}
        />
      ))}
      <RateTable currency={currency} value={draft.rates} onChange={(rates) => set({ rates })} />
      {errors["rates"] === undefined ? null : (
        <Text size="sm" c="red" role="alert">
          {t("rates.wrong")}
        </Text>
      )}
      <Group grow align="flex-start">
        {draft.rates.by === "flat" ? (
          <MoneyField
            label={t("fields.price")}
            description={t(`priceHints.${market.taxDisplay}`)}
            currency={currency}
            required
            value={draft.price}
            onChange={(price) => set({ price })}
            error={errors["price"]}
          />
        ) : null}
        <MoneyField
          label={t("fields.freeAbove")}
          description={t("hints.freeAbove")}
          currency={currency}
          value={draft.freeAbove}
          onChange={(freeAbove) => set({ freeAbove })}
          error={errors["freeAbove"]}
        />
      </Group>
      <MultiSelect
        label={t("fields.countries")}
        placeholder={draft.countries.length === 0 ? t("allCountries") : ""}
        data={market.countries.map((value) => ({ value, label: format.country(value) }))}
        value={[...draft.countries]}
        onChange={(countries) => set({ countries })}
        error={errors["countries"]}
        clearable
        clearButtonProps={{ "aria-label": t("allCountries") }}
      />
      <AreaFields draft={draft} onChange={set} errors={errors} />
      <Group grow align="flex-start">
        <WholeNumberField
          label={t("fields.minDays")}
          min={0}
          max={365}
          value={draft.minDays}
          onChange={(minDays) => set({ minDays })}
          error={errors["minDays"]}
        />
        <WholeNumberField
          label={t("fields.maxDays")}
          min={0}
          max={365}
          value={draft.maxDays}
          onChange={(maxDays) => set({ maxDays })}
          error={errors["maxDays"]}
        />
      </Group>
      <Checkbox
        label={t("fields.active")}
        checked={draft.active}
        onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
      />
      <FormProblem error={save.error} fields={fields} />
    </FormDialog>
  );
}

interface AreaProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  errors: Readonly<Record<string, string>>;
}

/** Which part of the countries the method goes to, and up to which weight. */
function AreaFields({ draft, onChange, errors }: AreaProps): ReactNode {
  const { t } = useTranslation("fulfilment");
  const area = (field: "regions" | "postalCodes" | "exceptPostalCodes") => (
    <TextInput
      label={t(`fields.${field}`)}
      description={t(`hints.${field}`)}
      maxLength={4000}
      value={draft[field]}
      onChange={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
      error={errors[field]}
    />
  );
  return (
    <>
      {area("regions")}
      {area("postalCodes")}
      {area("exceptPostalCodes")}
      <WholeNumberField
        label={t("fields.maxWeight")}
        description={t("hints.maxWeight")}
        min={1}
        max={100_000_000}
        value={draft.maxWeight}
        onChange={(maxWeight) => onChange({ maxWeight })}
        error={errors["maxWeight"]}
      />
    </>
  );
}
