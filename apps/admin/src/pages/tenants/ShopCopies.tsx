import { Anchor, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

type Copy = AdminOutputs["tenants"]["listExports"]["items"][number];
/** A copy is made within moments; until then the list looks again. Links are good for ten minutes. */
const lookAgainMillis = { waiting: 2_000, done: 300_000 };
const tones = { waiting: "attention", done: "good", failed: "bad" } as const;

/** Copies of everything that the shop has. */
export function ShopCopies(): ReactNode {
  const { t } = useTranslation("tenants");
  const { trpc } = useShop();
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const copies = useQuery({
    ...trpc.tenants.listExports.queryOptions({}),
    refetchInterval: ({ state }) =>
      state.data?.items.some((copy) => copy.state === "waiting") === true
        ? lookAgainMillis.waiting
        : lookAgainMillis.done,
  });
  const start = useMutation(
    trpc.tenants.startExport.mutationOptions({
      onSuccess: async () => {
        tell.done(t("copies.started"));
        await queryClient.invalidateQueries(trpc.tenants.listExports.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  const figure = (value: number | null): string => (value === null ? "–" : format.number(value));
  const columns: Column<Copy>[] = [
    {
      key: "at",
      header: t("copies.requestedAt"),
      main: true,
      render: ({ requestedAt }) => format.dateTime(requestedAt),
    },
    {
      key: "state",
      header: t("copies.state"),
      render: ({ state }) => <StatusBadge tone={tones[state]}>{t(`copies.states.${state}`)}</StatusBadge>,
    },
    { key: "rows", header: t("copies.rows"), numeric: true, render: ({ rows }) => figure(rows) },
    { key: "pictures", header: t("copies.pictures"), numeric: true, render: ({ pictures }) => figure(pictures) },
    {
      key: "until",
      header: t("copies.until"),
      render: ({ expiresAt }) => (expiresAt === null ? "–" : format.dateTime(expiresAt)),
    },
    {
      key: "file",
      header: "",
      label: t("copies.file"),
      render: ({ url, requestedAt }) =>
        url === null ? null : (
          <Anchor href={url} aria-label={t("copies.downloadLabel", { at: format.dateTime(requestedAt) })}>
            {t("copies.download")}
          </Anchor>
        ),
    },
  ];
  return (
    <Section
      title={t("copies.title")}
      description={t("copies.description")}
      actions={
        <Button
          variant="default"
          loading={start.isPending}
          disabled={copies.data?.items.some(({ state }) => state === "waiting") ?? true}
          onClick={() => start.mutate({})}
        >
          {t("copies.start")}
        </Button>
      }
    >
      {copies.isError ? (
        <ProblemNote error={copies.error} />
      ) : (
        <DataTable
          caption={t("copies.title")}
          columns={columns}
          rows={copies.data?.items}
          rowKey={({ id }) => id}
          placeholders={1}
          empty={<EmptyNote title={t("copies.empty")} />}
        />
      )}
    </Section>
  );
}
