import { Button, Paper, Text } from "@mantine/core";
import { IconHourglass } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readAwaitedSearch } from "../../lib/search.ts";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

type Row = AdminOutputs["checkout"]["listAwaited"]["items"][number];

/** Orders whose buyer was told to transfer the money, or to pay a voucher, and has not done so yet. */
export function AwaitedPage(): ReactNode {
  const { t } = useTranslation(["orders", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { after } = useSearch({ from: paths.awaitedOrders });
  const navigate = useNavigate({ from: paths.awaitedOrders });
  const awaited = useQuery({
    ...trpc.checkout.listAwaited.queryOptions({ after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const stop = useMutation(
    trpc.checkout.stopWaiting.mutationOptions({
      onSuccess: () => tell.done(t("awaited.stopped")),
      onError: tell.failed,
      onSettled: () => queryClient.invalidateQueries(trpc.checkout.pathFilter()),
    }),
  );
  async function ask({ checkoutId, name, due, received }: Row): Promise<void> {
    const yes = await confirm({
      title: t("awaited.stopTitle", { name }),
      body: t(received.amount > 0 ? "awaited.stopBodyPartly" : "awaited.stopBody", {
        name,
        amount: format.money(due),
        received: format.money(received),
      }),
      confirmLabel: t("awaited.stop"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (yes) stop.mutate({ checkoutId });
  }
  const columns = useColumns(can(shop, "orders.write") ? (row) => void ask(row) : null, stop.isPending);
  return (
    <>
      <PageHeader
        title={t("awaited.title")}
        description={t("awaited.description")}
        back={
          <LinkAnchor to={paths.orders} params={{ shop: shop.slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
      />
      <Paper withBorder p="md">
        {awaited.isError ? (
          <ProblemNote error={awaited.error} />
        ) : (
          <DataTable
            caption={t("awaited.title")}
            columns={columns}
            rows={awaited.data?.items}
            rowKey={({ checkoutId }) => checkoutId}
            empty={
              <EmptyNote
                icon={<IconHourglass aria-hidden />}
                title={t("awaited.empty")}
                description={t("awaited.emptyHint")}
              />
            }
          />
        )}
        <SeekPager
          after={after}
          next={awaited.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readAwaitedSearch({ ...now, after: cursor }) })}
        />
      </Paper>
    </>
  );
}

function useColumns(ask: ((row: Row) => void) | null, busy: boolean): Column<Row>[] {
  const { t } = useTranslation("orders");
  const format = useFormat();
  return [
    {
      key: "name",
      header: t("columns.customer"),
      main: true,
      render: ({ name, email }) => (
        <>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {email}
          </Text>
        </>
      ),
    },
    { key: "placedAt", header: t("columns.placedAt"), render: ({ placedAt }) => format.dateTime(placedAt) },
    { key: "kind", header: t("awaited.columns.kind"), render: ({ kind }) => t(`awaited.kinds.${kind}`) },
    { key: "reference", header: t("awaited.columns.reference"), render: ({ reference }) => reference ?? "–" },
    {
      key: "until",
      header: t("awaited.columns.until"),
      render: ({ stage, until }) => (
        <StatusBadge tone={stage === "overdue" ? "bad" : "info"}>
          {t(`awaited.stages.${stage}`, { date: format.date(until) })}
        </StatusBadge>
      ),
    },
    {
      key: "received",
      header: t("awaited.columns.received"),
      numeric: true,
      render: ({ received }) => format.money(received),
    },
    { key: "due", header: t("columns.total"), numeric: true, render: ({ due }) => format.money(due) },
    ...(ask === null
      ? []
      : [
          {
            key: "actions",
            header: "",
            label: t("awaited.columns.actions"),
            render: (row: Row) => (
              <Button size="xs" variant="subtle" color="red" disabled={busy} onClick={() => ask(row)}>
                {t("awaited.stop")}
              </Button>
            ),
          },
        ]),
  ];
}
