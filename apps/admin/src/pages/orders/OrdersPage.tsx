import { Group, Paper, Select } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { OrderTable } from "../../lib/OrderTable.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readOrdersSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";

const states = ["paid", "partially_refunded", "refunded"] as const;

export function OrdersPage(): ReactNode {
  const { t } = useTranslation("orders");
  const { trpc } = useShop();
  const { q, payment, after } = useSearch({ from: paths.orders });
  const navigate = useNavigate({ from: paths.orders });
  const orders = useQuery({
    ...trpc.orders.list.queryOptions({ text: q ?? null, paymentState: payment ?? null, after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  /** A changed filter begins at the first page again. */
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readOrdersSearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ q: text }), [narrow]);
  const filtered = q !== undefined || payment !== undefined;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Paper withBorder p="md">
        <Group mb="md" gap="sm">
          <SearchField label={t("search")} value={q ?? ""} onSearch={search} />
          <Select
            aria-label={t("columns.payment")}
            placeholder={t("anyPayment")}
            data={states.map((value) => ({ value, label: t(`paymentStates.${value}`) }))}
            value={payment ?? null}
            onChange={(value) => narrow({ payment: value })}
            clearable
            clearButtonProps={{ "aria-label": t("anyPayment") }}
          />
        </Group>
        {orders.isError ? (
          <ProblemNote error={orders.error} />
        ) : (
          <OrderTable
            rows={orders.data?.items}
            empty={
              <EmptyNote
                icon={<IconReceipt aria-hidden />}
                title={filtered ? t("noMatch") : t("empty")}
                description={filtered ? t("noMatchHint") : t("emptyHint")}
              />
            }
          />
        )}
        <SeekPager
          after={after}
          next={orders.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readOrdersSearch({ ...now, after: cursor }) })}
        />
      </Paper>
    </>
  );
}
