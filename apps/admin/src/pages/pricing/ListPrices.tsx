import { Button, Group, Select, Stack } from "@mantine/core";
import { skipToken, useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs } from "../../lib/api.ts";
import { currencyChoices } from "../../lib/choices.ts";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { ListPriceWhy } from "./ListPriceWhy.tsx";
import type { ListPrice, PriceList } from "./types.ts";
import { Section } from "../../ui/Section.tsx";

type NewPrice = AdminInputs["pricing"]["setListPrices"]["prices"][number];

/** The fixed prices of a list with their quantity breaks. */
export function ListPrices({ list, locked }: { list: PriceList; locked: boolean }): ReactNode {
  const listId = list.id;
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [after, setAfter] = useState<string | undefined>();
  const prices = useQuery(trpc.pricing.listListPrices.queryOptions({ listId, after: after ?? null }));
  const ids = [...new Set(prices.data?.items.map(({ variantId }) => variantId))];
  const names = useQuery({
    ...trpc.catalog.describeVariants.queryOptions({ variantIds: ids }),
    enabled: ids.length > 0,
  });
  const nameOf = new Map(names.data?.items.map((one) => [one.variantId, one.sku ?? one.title]));
  const save = useMutation(
    trpc.pricing.setListPrices.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.pricing.listListPrices.pathFilter()),
    }),
  );
  const columns: Column<ListPrice>[] = [
    { key: "variant", header: t("lists.variant"), render: ({ variantId }) => nameOf.get(variantId) ?? "…" },
    { key: "from", header: t("lists.from"), render: ({ minQuantity }) => format.number(minQuantity) },
    {
      key: "amount",
      header: t("lists.price"),
      render: (price) => <ListPriceWhy list={list} price={price} name={nameOf.get(price.variantId) ?? "…"} />,
    },
    {
      key: "actions",
      header: t("lists.remove"),
      render: ({ variantId, currency, minQuantity }) =>
        locked ? null : (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => save.mutate({ listId, prices: [{ variantId, currency, minQuantity, amount: null }] })}
          >
            {t("lists.remove")}
          </Button>
        ),
    },
  ];
  return (
    <Section title={t("lists.fixed")} description={t("lists.fixedHint")}>
      <Stack>
        {save.isError ? <ProblemNote error={save.error} /> : null}
        {locked ? null : (
          <NewListPrice saving={save.isPending} onSave={(price) => save.mutate({ listId, prices: [price] })} />
        )}
        {prices.isError ? (
          <ProblemNote error={prices.error} />
        ) : (
          <DataTable
            caption={t("lists.fixed")}
            columns={columns}
            rows={prices.data?.items}
            rowKey={({ variantId, currency, minQuantity }) => `${variantId} ${currency} ${minQuantity}`}
            empty={<EmptyNote title={t("lists.noFixed")} description={t("lists.fixedHint")} />}
          />
        )}
        <SeekPager after={after} next={prices.data?.next} onPage={setAfter} />
      </Stack>
    </Section>
  );
}

function NewListPrice({ saving, onSave }: { saving: boolean; onSave: (price: NewPrice) => void }): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const [q, setQ] = useState("");
  const [productId, setProductId] = useState<string | null>(null);
  const [variantId, setVariantId] = useState<string | null>(null);
  const [minQuantity, setMinQuantity] = useState<number | null>(1);
  const [currency, setCurrency] = useState(settings.defaultCurrency);
  const [amount, setAmount] = useState<WireMoney | null>(null);
  const products = useQuery(trpc.catalog.listProducts.queryOptions({ q, first: 20 }));
  const product = useQuery(
    trpc.catalog.getProduct.queryOptions(productId === null ? skipToken : { id: paramId("prd", productId) }),
  );
  const variants = product.data?.variants ?? [];
  const chosen = variants.length === 1 ? (variants[0]?.id ?? null) : variantId;
  return (
    <Group align="flex-end" className="field-row">
      <Select
        label={t("lists.product")}
        searchable
        onSearchChange={setQ}
        filter={({ options }) => options}
        data={products.data?.items.map(({ id, title }) => ({ value: id, label: title })) ?? []}
        value={productId}
        onChange={setProductId}
      />
      {variants.length > 1 ? (
        <Select
          label={t("lists.variant")}
          data={variants.map(({ id, sku, optionValues }) => ({
            value: id,
            label: Object.values(optionValues).join(" / ") || (sku ?? id),
          }))}
          value={variantId}
          onChange={setVariantId}
        />
      ) : null}
      <WholeNumberField label={t("lists.from")} value={minQuantity} min={1} max={10_000} onChange={setMinQuantity} />
      <Select
        label={t("lists.currency")}
        data={currencyChoices(format)}
        value={currency}
        onChange={(code) => setCurrency((code as typeof currency | null) ?? currency)}
        searchable
        allowDeselect={false}
      />
      <MoneyField key={currency} label={t("lists.price")} currency={currency} value={amount} onChange={setAmount} />
      <Button
        loading={saving}
        disabled={chosen === null || amount === null || minQuantity === null}
        onClick={() =>
          onSave({ variantId: paramId("var", chosen ?? ""), currency, minQuantity: minQuantity ?? 1, amount })
        }
      >
        {t("lists.addPrice")}
      </Button>
    </Group>
  );
}
