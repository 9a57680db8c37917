import { Select, Stack, Switch, TextInput, Textarea } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { currencyChoices, localeChoices } from "../../lib/choices.ts";
import { useDraft } from "../../lib/drafts.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { useFormat } from "../../lib/format.ts";
import { useSession, useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";

type Changes = AdminInputs["tenants"]["updateShop"];
/** Where the person sits: most likely where the shop's day begins. */
const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const texts = ["name", "contactEmail"] as const;
const legalLines = ["companyName", "registerNumber", "vatId", "imprintUrl", "privacyUrl", "termsUrl"] as const;
const fields = [
  "name",
  "contactEmail",
  "defaultLocale",
  "defaultCurrency",
  "timeZone",
  "orderStatusUrl",
  "legal",
] as const;

export function ShopSettingsPage(): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const { control } = useSession();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const { data: saved } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const { value, changes, count, set, reset } = useDraft(saved);
  const update = useMutation(
    trpc.tenants.updateShop.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.tenants.getShop.queryKey({}), answer);
        reset();
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(control.trpc.staff.me.pathFilter());
      },
    }),
  );
  const errors = update.error === null ? {} : fieldErrors(problemOf(update.error), fields);
  const locked = !can(shop, "shop.manage");
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.tenants.getShop.pathFilter());
    reset();
    update.reset();
  };
  return (
    <Stack
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ ...(changes as Partial<Changes>), version: saved.version });
      }}
    >
      <EditProblem error={update.error} fields={fields} onReload={() => void reload()} />
      <Section title={t("shop.title")}>
        <Stack maw={560}>
          {texts.map((field) => (
            <TextInput
              key={field}
              label={t(`shop.${field}`)}
              type={field === "contactEmail" ? "email" : "text"}
              value={value[field]}
              onChange={({ currentTarget }) => set(field, currentTarget.value)}
              error={errors[field]}
              readOnly={locked}
              required
            />
          ))}
          <Select
            label={t("shop.defaultLocale")}
            description={t("shop.defaultLocaleHint")}
            data={localeChoices(format, [value.defaultLocale])}
            value={value.defaultLocale}
            onChange={(locale) => set("defaultLocale", locale ?? saved.defaultLocale)}
            error={errors["defaultLocale"]}
            searchable
            allowDeselect={false}
            readOnly={locked}
          />
          <Select
            label={t("shop.defaultCurrency")}
            description={t("shop.defaultCurrencyHint")}
            data={currencyChoices(format)}
            value={value.defaultCurrency}
            onChange={(currency) =>
              set("defaultCurrency", (currency as typeof saved.defaultCurrency | null) ?? saved.defaultCurrency)
            }
            error={errors["defaultCurrency"]}
            searchable
            allowDeselect={false}
            readOnly={locked}
          />
          <Select
            label={t("shop.timeZone")}
            description={t("shop.timeZoneHint")}
            data={[...new Set([value.timeZone, ownZone, ...Intl.supportedValuesOf("timeZone"), "UTC"])]}
            value={value.timeZone}
            onChange={(zone) => set("timeZone", zone ?? saved.timeZone)}
            error={errors["timeZone"]}
            searchable
            limit={100}
            allowDeselect={false}
            readOnly={locked}
          />
          <TextInput
            label={t("shop.orderStatusUrl")}
            description={t("shop.orderStatusUrlHint")}
            type="url"
            dir="ltr"
            placeholder="https://shop.example/orders/{token}"
            value={value.orderStatusUrl ?? ""}
            onChange={({ currentTarget }) =>
              set("orderStatusUrl", currentTarget.value === "" ? null : currentTarget.value)
            }
            error={errors["orderStatusUrl"]}
            readOnly={locked}
          />
          <Switch
            label={t("shop.pricesIncludeTax")}
            description={t("shop.pricesIncludeTaxHint")}
            checked={value.pricesIncludeTax}
            onChange={({ currentTarget }) => set("pricesIncludeTax", currentTarget.checked)}
            disabled={locked}
          />
        </Stack>
      </Section>
      <Section title={t("legal.title")} description={t("legal.description")}>
        <Stack maw={560}>
          {legalLines.map((field) => (
            <TextInput
              key={field}
              label={t(`legal.${field}`)}
              type={field.endsWith("Url") ? "url" : "text"}
              value={value.legal[field] ?? ""}
              onChange={({ currentTarget }) =>
                set("legal", { ...value.legal, [field]: currentTarget.value === "" ? null : currentTarget.value })
              }
              readOnly={locked}
            />
          ))}
          <Textarea
            label={t("legal.address")}
            autosize
            minRows={2}
            value={value.legal.address ?? ""}
            onChange={({ currentTarget }) =>
              set("legal", { ...value.legal, address: currentTarget.value === "" ? null : currentTarget.value })
            }
            error={errors["legal"]}
            readOnly={locked}
          />
        </Stack>
      </Section>
      <EditBar count={count} saving={update.isPending} onDiscard={reset} />
    </Stack>
  );
}
