import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ActiveCurrencyCode } from "@meridian/core/kernel/currency";
import { useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { unitSymbol, type Product, type Variant } from "./catalog-types.ts";
import { priceKey, variantKey, type BasePrice, type ProductDraft } from "./product-draft.ts";
import { PriceCell, SkuCell, StockCell, SwitchCell, WeightCell } from "./VariantCells.tsx";

/** Opened seldom, so loaded then. */
const AddVariantDialog = lazy(async () => ({ default: (await import("./AddVariantDialog.tsx")).AddVariantDialog }));
const MeasureDialog = lazy(async () => ({ default: (await import("./MeasureDialog.tsx")).MeasureDialog }));

/** A row is ten fields: a browser takes seconds to draw those of a hundred. */
const atOnce = 25;

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
  const [sought, setSought] = useState("");
  const [shown, setShown] = useState(atOnce);
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
  const text = sought.trim().toLocaleLowerCase();
  const found = product.variants.filter((variant) =>
    [nameOf(variant), variant.sku ?? ""].some((name) => name.toLocaleLowerCase().includes(text)),
  );
  const columns: Column<Variant>[] = [
    { key: "name", header: t("variants.name"), render: nameOf },
    {
      key: "sku",
      header: t("variants.sku"),
      render: (variant) => (
        <SkuCell
          label={t("variants.skuOf", { name: nameOf(variant) })}
          field={variantKey(variant.id, "sku")}
          value={String(variants.value[variantKey(variant.id, "sku")] ?? "")}
          onSet={variants.set}
          locked={locked}
        />
      ),
    },
    {
      key: "price",
      header: t("variants.price", { currency }),
      render: (variant) => (
        <PriceCell
          key={currency}
          label={t("variants.priceOf", { name: nameOf(variant), currency })}
          currency={currency}
          field={priceKey(variant.id, currency)}
          value={priceDraft.value[priceKey(variant.id, currency)] ?? null}
          onSet={priceDraft.set}
          locked={locked}
        />
      ),
    },
    {
      key: "stock",
      header: t("variants.onHand"),
      render: (variant) => (
        <StockCell
          label={t("variants.onHandOf", { name: nameOf(variant) })}
          field={variant.id}
          value={stock.value[variant.id] ?? 0}
          onSet={stock.set}
          locked={locked}
          counted={variants.value[variantKey(variant.id, "trackInventory")] === true}
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
      render: (variant) => (
        <WeightCell
          label={t("variants.weightOf", { name: nameOf(variant) })}
          field={variantKey(variant.id, "weightGrams")}
          value={variants.value[variantKey(variant.id, "weightGrams")]}
          onSet={variants.set}
          locked={locked}
        />
      ),
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
        <SwitchCell
          label={t(`variants.${field}Of`, { name: nameOf(variant) })}
          field={variantKey(variant.id, field)}
          value={variants.value[variantKey(variant.id, field)] === true}
          onSet={variants.set}
          locked={locked}
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
      {product.variants.length <= atOnce ? null : (
        <TextInput
          type="search"
          mb="sm"
          maw={320}
          aria-label={t("variants.find")}
          placeholder={t("variants.find")}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      )}
      <DataTable
        caption={t("variants.title")}
        columns={columns}
        rows={found.slice(0, shown)}
        rowKey={({ id }) => id}
        empty={<EmptyNote title={t("variants.noMatch")} />}
      />
      {found.length <= shown ? null : (
        <Group justify="space-between" mt="sm">
          <Text size="sm" c="dimmed">
            {t("variants.shown", { shown, count: found.length })}
          </Text>
          <Button variant="default" size="xs" onClick={() => setShown(shown + atOnce)}>
            {t("variants.showMore")}
          </Button>
        </Group>
      )}
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
