import { Button, Checkbox, Group, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { Method } from "./ShippingMethodsPage.tsx";

type Country = NonNullable<AdminInputs["fulfilment"]["setShippingMethod"]["countries"]>[number];
type Market = AdminOutputs["markets"]["get"];
const fields = ["names", "price", "freeAbove", "countries", "minDays", "maxDays"] as const;

interface Draft {
  names: Readonly<Record<string, string>>;
  price: WireMoney | null;
  freeAbove: WireMoney | null;
  countries: readonly Country[];
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
    countries: method?.countries ?? [],
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
      countries: draft.countries.length === 0 ? null : [...draft.countries],
      minDays: draft.minDays,
      maxDays: draft.maxDays,
      active: draft.active,
      ...(method === null ? {} : { taxClass: method.taxClass, position: method.position }),
    });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={method === null ? t("add") : t("edit")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
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
          <Group grow align="flex-start">
            <MoneyField
              label={t("fields.price")}
              description={t(`priceHints.${market.taxDisplay}`)}
              currency={currency}
              required
              value={draft.price}
              onChange={(price) => set({ price })}
              error={errors["price"]}
            />
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
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("common:save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
