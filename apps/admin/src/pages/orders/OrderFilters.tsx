import { Group, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../lib/FilterSelect.tsx";
import type { readOrdersSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { useShop } from "../../lib/session.ts";

export type OrdersSearch = ReturnType<typeof readOrdersSearch>;

const payments = ["paid", "partially_refunded", "refunded"] as const;
const deliveries = ["unfulfilled", "partly", "fulfilled"] as const;
const sorts = ["newest", "oldest", "highest", "lowest"] as const;

interface Props {
  search: OrdersSearch;
  /** A changed filter begins at the first page again. */
  onChange: (change: Record<string, unknown>) => void;
}

/** Two days stand beside each other on a phone. */
const dayWidth = { base: "calc(50% - 0.5 * var(--mantine-spacing-sm))", xs: 150 };

/** What the list of orders shows, and in which order; all of it stands in the page's address. */
export function OrderFilters({ search, onChange }: Props): ReactNode {
  const { t } = useTranslation("orders");
  const { trpc } = useShop();
  const markets = useQuery(trpc.markets.list.queryOptions({}));
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <SearchField label={t("search")} value={search.q ?? ""} onSearch={(q) => onChange({ q })} />
      <FilterSelect
        label={t("anyPayment")}
        value={search.payment}
        data={payments.map((value) => ({ value, label: t(`paymentStates.${value}`) }))}
        onChange={(payment) => onChange({ payment })}
      />
      <FilterSelect
        label={t("filters.anyDelivery")}
        value={search.delivery}
        data={[
          { value: "open", label: t("filters.open") },
          ...deliveries.map((value) => ({ value, label: t(`deliveryStates.${value}`) })),
        ]}
        onChange={(delivery) => onChange({ delivery })}
      />
      <FilterSelect
        label={t("filters.cancelled")}
        value={search.cancelled}
        data={[
          { value: "no", label: t("filters.notCancelled") },
          { value: "yes", label: t("filters.onlyCancelled") },
        ]}
        onChange={(cancelled) => onChange({ cancelled })}
      />
      {(markets.data?.items.length ?? 0) < 2 ? null : (
        <FilterSelect
          label={t("filters.anyMarket")}
          value={search.market}
          data={(markets.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(market) => onChange({ market })}
        />
      )}
      <TextInput
        type="date"
        label={t("filters.from")}
        w={dayWidth}
        value={search.from ?? ""}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("filters.until")}
        w={dayWidth}
        value={search.until ?? ""}
        onChange={({ currentTarget }) => onChange({ until: currentTarget.value })}
      />
      <Select
        label={t("filters.sort")}
        data={sorts.map((value) => ({ value, label: t(`filters.sorts.${value}`) }))}
        value={search.sort ?? "newest"}
        onChange={(sort) => onChange({ sort: sort === "newest" ? null : sort })}
        allowDeselect={false}
        w={{ base: "100%", xs: 170 }}
      />
    </Group>
  );
}
