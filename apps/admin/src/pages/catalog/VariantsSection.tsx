import { Button, Checkbox, Group, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Section } from "../../ui/Section.tsx";
import { unitSymbol, type Product, type Variant } from "./catalog-types.ts";
import { priceKey, variantKey, type BasePrice, type ProductDraft } from "./product-draft.ts";

/** Opened seldom, so loaded then. */
const AddVariantDialog = lazy(async () => ({ default: (await import("./AddVariantDialog.tsx")).AddVariantDialog }));
const MeasureDialog = lazy(async () => ({ default: (await import("./MeasureDialog.tsx")).MeasureDialog }));

/** As the server has it. */
const maxOnHand = 100_000_000;
const maxGrams = 10_000_000;

interface Props {
  product: Product;
  draft: ProductDraft;
  prices: readonly BasePrice[];
  locked: boolean;
}

/** Every variant in one line: what it is called, costs, and how many there are. */
export function VariantsSection({ product, draft, prices, locked }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const [currency, setCurrency] = useState<ActiveCurrencyCode>(settings.defaultCurrency);
  const [adding, setAdding] = useState(false);
  const [measured, setMeasured] = useState<Variant | null>(null);
  const currencies = [
    ...new Set([
      settings.defaultCurrency,
      ...markets.items.map((market) => market.currency),
      ...prices.map(({ amount }) => amount.currency),
    ]),
  ];
  const { variants, stock, prices: priceDraft } = draft;
  const nameOf = (variant: Variant): string => {
    const values = Object.values(variant.optionValues);
    return variant.title ?? (values.length === 0 ? t("variants.only") : values.join(" / "));
  };
  const columns: Column<Variant>[] = [
    { key: "name", header: t("variants.name"), render: nameOf },
    {
      key: "sku",
      header: t("variants.sku"),
      render: (variant) => (
        <TextInput
          size="xs"
          aria-label={t("variants.skuOf", { name: nameOf(variant) })}
          maxLength={120}
          value={String(variants.value[variantKey(variant.id, "sku")] ?? "")}
          onChange={({ currentTarget }) => variants.set(variantKey(variant.id, "sku"), currentTarget.value)}
          readOnly={locked}
        />
      ),
    },
    {
      key: "price",
      header: t("variants.price", { currency }),
      render: (variant) => (
        <MoneyField
          key={currency}
          size="xs"
          w={130}
          aria-label={t("variants.priceOf", { name: nameOf(variant), currency })}
          currency={currency}
          value={priceDraft.value[priceKey(variant.id, currency)] ?? null}
          onChange={(amount) => priceDraft.set(priceKey(variant.id, currency), amount)}
          readOnly={locked}
        />
      ),
    },
    {
      key: "stock",
      header: t("variants.onHand"),
      render: (variant) => (
        <WholeNumberField
          size="xs"
          w={90}
          aria-label={t("variants.onHandOf", { name: nameOf(variant) })}
          min={0}
          max={maxOnHand}
          required
          value={stock.value[variant.id] ?? 0}
          onChange={(value) => stock.set(variant.id, value ?? 0)}
          readOnly={locked}
          disabled={variants.value[variantKey(variant.id, "trackInventory")] !== true}
        />
      ),
    },
    {
      key: "available",
      header: t("variants.available"),
      numeric: true,
      render: ({ available, reserved, trackInventory }) =>
        trackInventory
          ? t("variants.availableOf", { available: format.number(available), reserved: format.number(reserved) })
          : "–",
    },
    {
      key: "weight",
      header: t("variants.weight"),
      render: (variant) => {
        const grams = variants.value[variantKey(variant.id, "weightGrams")];
        return (
          <WholeNumberField
            size="xs"
            w={90}
            aria-label={t("variants.weightOf", { name: nameOf(variant) })}
            min={0}
            max={maxGrams}
            value={typeof grams === "number" ? grams : null}
            onChange={(value) => variants.set(variantKey(variant.id, "weightGrams"), value ?? "")}
            readOnly={locked}
          />
        );
      },
    },
    {
      key: "measure",
      header: t("variants.measure"),
      render: (variant) => (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t("variants.measureOf", { name: nameOf(variant) })}
          onClick={() => setMeasured(variant)}
          disabled={locked || draft.count > 0}
        >
          {variant.measure === null
            ? "–"
            : `${format.number(variant.measure.amountMilli / 1000)} ${unitSymbol(variant.measure.unit, t("measure.piece"))}`}
        </Button>
      ),
    },
    ...(["trackInventory", "allowBackorder", "active"] as const).map((field) => ({
      key: field,
      header: t(`variants.${field}`),
      render: (variant: Variant) => (
        <Checkbox
          aria-label={t(`variants.${field}Of`, { name: nameOf(variant) })}
          checked={variants.value[variantKey(variant.id, field)] === true}
          onChange={({ currentTarget }) => variants.set(variantKey(variant.id, field), currentTarget.checked)}
          disabled={locked}
        />
      ),
    })),
  ];
  return (
    <Section
      title={t("variants.title")}
      description={t("variants.description")}
      actions={
        <Group gap="xs">
          {currencies.length < 2 ? null : (
            <Select
              size="xs"
              aria-label={t("variants.currency")}
              data={currencies.map((value) => ({ value, label: `${value} – ${format.currency(value)}` }))}
              value={currency}
              onChange={(value) => setCurrency(currencies.find((code) => code === value) ?? settings.defaultCurrency)}
              allowDeselect={false}
            />
          )}
          {locked || product.options.length === 0 ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setAdding(true)}
              disabled={draft.count > 0}
            >
              {t("variants.add")}
            </Button>
          )}
        </Group>
      }
    >
      <DataTable
        caption={t("variants.title")}
        columns={columns}
        rows={product.variants}
        rowKey={({ id }) => id}
        empty={null}
      />
      {measured === null ? null : (
        <Suspense>
          <MeasureDialog
            product={product}
            variant={measured}
            name={nameOf(measured)}
            onClose={() => setMeasured(null)}
          />
        </Suspense>
      )}
      {adding ? (
        <Suspense>
          <AddVariantDialog product={product} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}
