import { Checkbox, Group, MultiSelect, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { draftOf, inherited, inputOf, type MethodDraft, ownFields } from "./method-draft.ts";
import { OwnFields } from "./OwnFields.tsx";
import { RateTable } from "./RateTable.tsx";
import type { Method, Place } from "./types.ts";

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

interface Props {
  place: Place;
  method: Method | null;
  /** The shop's method, where a market has it from there: what differs from it is the market's own. */
  parent: Method | null;
  onClose: () => void;
}

export function MethodDialog({ place, method, parent, onClose }: Props): ReactNode {
  const { t } = useTranslation(["fulfilment", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const { currency } = place;
  const [draft, setDraft] = useState(() => draftOf(method, currency));
  const shops = parent === null ? null : draftOf(parent, currency);
  const own = shops === null ? [] : ownFields(draft, shops);
  const set = (change: Partial<MethodDraft>): void => setDraft((now) => ({ ...now, ...change }));
  const saved = {
    onSuccess: async () => {
      tell.done(t("common:saved"));
      onClose();
      await queryClient.invalidateQueries(trpc.fulfilment.pathFilter());
      await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
    },
  };
  const save = useMutation(trpc.fulfilment.setShippingMethod.mutationOptions(saved));
  const override = useMutation(trpc.fulfilment.overrideShippingMethod.mutationOptions(saved));
  const error = save.error ?? override.error;
  const errors = error === null ? {} : fieldErrors(problemOf(error), fields);

  function send(): void {
    const input = inputOf(draft);
    if (parent !== null && place.id !== null) {
      const version = method?.inherited?.version ?? null;
      override.mutate({ ...input, methodId: parent.id, marketId: place.id, own, version });
      return;
    }
    save.mutate({
      ...input,
      id: method?.id ?? null,
      version: method?.version ?? null,
      marketId: place.id,
      converts: draft.converts,
      ...(method === null ? {} : { taxClass: method.taxClass, position: method.position }),
    });
  }

  return (
    <FormDialog
      title={method === null ? t("add") : parent === null ? t("edit") : t("override.title")}
      sending={save.isPending || override.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      {shops === null ? null : <OwnFields own={own} onReset={(field) => set(inherited(field, shops))} />}
      {place.locales.map((locale) => (
        <TextInput
          key={locale}
          label={t("fields.nameIn", { language: format.locale(locale) })}
          required={locale === place.defaultLocale}
          maxLength={80}
          lang={locale}
          data-autofocus={locale === place.defaultLocale ? true : undefined}
          value={draft.names[locale] ?? ""}
          onChange={({ currentTarget }) => set({ names: { ...draft.names, [locale]: currentTarget.value } })}
          error={locale === place.defaultLocale ? errors["names"] : undefined}
        />
      ))}
      {shops === null || method?.here?.kind !== "priced" || !method.here.converted ? null : (
        <Text size="sm" c="dimmed">
          {t("override.convertedHint", { price: format.money(method.here.price) })}
        </Text>
      )}
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
            description={t(`priceHints.${place.taxDisplay}`)}
            currency={currency}
            required={shops === null || shops.price !== null}
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
        data={place.countries.map((value) => ({ value, label: format.country(value) }))}
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
      {place.id === null ? (
        <Checkbox
          label={t("fields.converts")}
          description={t("hints.converts")}
          checked={draft.converts}
          onChange={({ currentTarget }) => set({ converts: currentTarget.checked })}
        />
      ) : null}
      <FormProblem error={error} fields={fields} />
    </FormDialog>
  );
}

interface AreaProps {
  draft: MethodDraft;
  onChange: (change: Partial<MethodDraft>) => void;
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
