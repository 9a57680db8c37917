import { Group, MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";

const kinds = ["all", "products", "variants", "categories"] as const;
type Kind = (typeof kinds)[number];
export type SelectionValue = { readonly kind: Kind; readonly ids?: readonly string[] };

interface Props {
  label: string;
  value: SelectionValue;
  onChange: (value: SelectionValue) => void;
}

/** Which articles: all, or some products, variants or categories that are searched for. */
export function SelectionField({ label, value, onChange }: Props): ReactNode {
  const { t } = useTranslation("promotions");
  return (
    <Group align="flex-end" grow preventGrowOverflow={false}>
      <Select
        label={label}
        data={kinds.map((kind) => ({ value: kind, label: t(`selection.${kind}`) }))}
        value={value.kind}
        allowDeselect={false}
        onChange={(kind) => {
          const next = kinds.find((one) => one === kind) ?? "all";
          onChange(next === "all" ? { kind: next } : { kind: next, ids: [] });
        }}
      />
      {value.kind === "all" ? null : (
        <ArticlePicker
          kind={value.kind}
          label={t(`selection.${value.kind}`)}
          value={value.ids ?? []}
          onChange={(ids) => onChange({ kind: value.kind, ids })}
        />
      )}
    </Group>
  );
}

interface PickerProps {
  kind: Exclude<Kind, "all">;
  label: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

export function ArticlePicker({ kind, label, value, onChange }: PickerProps): ReactNode {
  const { t } = useTranslation("promotions");
  const [q, setQ] = useState("");
  const [searched] = useDebouncedValue(q, 250);
  const choices = useChoices(kind, searched);
  const known = new Set(choices.map((choice) => choice.value));
  const data = [...choices, ...value.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))];
  return (
    <MultiSelect
      label={label}
      searchable
      data={data}
      value={[...value]}
      searchValue={q}
      onSearchChange={setQ}
      onChange={onChange}
      nothingFoundMessage={t("nothingFound")}
      limit={50}
    />
  );
}

interface Choice {
  value: string;
  label: string;
}

function useChoices(kind: Exclude<Kind, "all">, q: string): Choice[] {
  const { trpc } = useShop();
  const { language } = useFormat();
  const options = { placeholderData: keepPreviousData };
  const products = useQuery({
    ...trpc.catalog.listProducts.queryOptions({ q, first: 50 }),
    ...options,
    enabled: kind === "products",
  });
  const variants = useQuery({
    ...trpc.catalog.listStockItems.queryOptions({ q, first: 50 }),
    ...options,
    enabled: kind === "variants",
  });
  const categories = useQuery({ ...trpc.catalog.listCategories.queryOptions({}), enabled: kind === "categories" });
  if (kind === "products") return (products.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
  if (kind === "variants") {
    return (variants.data?.items ?? []).map(({ variantId, title, options: chosen }) => {
      return { value: variantId, label: chosen === "" ? title : `${title} (${chosen})` };
    });
  }
  return (categories.data?.items ?? []).map(({ id, titles, path }) => {
    return { value: id, label: titles[language] ?? Object.values(titles)[0] ?? path };
  });
}
