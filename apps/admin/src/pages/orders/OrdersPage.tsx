import { Paper } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkButton } from "../../lib/links.tsx";
import { OrderTable } from "../../lib/OrderTable.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readOrdersSearch } from "../../lib/search.ts";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { OrderFilters, type OrdersSearch } from "./OrderFilters.tsx";
import { endOfDay, startOfDay } from "./days.ts";

const inputOf = ({ q, payment, delivery, cancelled, market, from, until, sort, after }: OrdersSearch) => ({
  text: q ?? null,
  paymentState: payment ?? null,
  fulfilmentState: delivery ?? null,
  cancelled: cancelled === undefined ? null : cancelled === "yes",
  marketId: market === undefined ? null : paramId("mkt", market),
  from: from === undefined ? null : startOfDay(from),
  until: until === undefined ? null : endOfDay(until),
  sort: sort ?? ("newest" as const),
  after: after ?? null,
});

export function OrdersPage(): ReactNode {
  const { t } = useTranslation("orders");
  const shop = useShop();
  const { trpc } = shop;
  const search = useSearch({ from: paths.orders });
  const navigate = useNavigate({ from: paths.orders });
  const orders = useQuery({
    ...trpc.orders.list.queryOptions(inputOf(search)),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readOrdersSearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const filtered = Object.keys(search).some((field) => field !== "sort" && field !== "after");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <LinkButton to={paths.awaitedOrders} params={{ shop: shop.slug }} variant="default">
            {t("awaited.title")}
          </LinkButton>
        }
      />
      <Paper withBorder p="md">
        <OrderFilters search={search} onChange={narrow} />
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
                action={
                  filtered || !can(shop, "keys.manage") ? undefined : (
                    <LinkButton to={paths.keys} params={{ shop: shop.slug }}>
                      {t("emptyAction")}
                    </LinkButton>
                  )
                }
              />
            }
          />
        )}
        <SeekPager
          after={search.after}
          next={orders.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readOrdersSearch({ ...now, after: cursor }) })}
        />
      </Paper>
    </>
  );
}
