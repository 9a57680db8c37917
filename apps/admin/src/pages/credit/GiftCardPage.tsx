import { Button, Stack } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { AdjustForm } from "./AdjustForm.tsx";
import { CreditState } from "./CreditState.tsx";

type Entry = AdminOutputs["credit"]["listEntries"]["items"][number];

/** A gift card: what is on it, its ledger, and switching it off. */
export function GiftCardPage(): ReactNode {
  const { t } = useTranslation(["credit", "common"]);
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const accountId = paramId("crd", useParams({ from: paths.giftCard }).accountId);
  const { after } = useSearch({ from: paths.giftCard });
  const navigate = useNavigate({ from: paths.giftCard });
  const { data: account } = useSuspenseQuery(trpc.credit.getAccount.queryOptions({ id: accountId }));
  const entries = useQuery({
    ...trpc.credit.listEntries.queryOptions({ accountId, after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const update = useMutation(
    trpc.credit.updateAccount.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(trpc.credit.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  const { id, version, active, expiresAt, note, last4 } = account;
  const writes = can(shop, "orders.refund");
  const columns: Column<Entry>[] = [
    { key: "at", header: t("ledger.at"), main: true, render: ({ at }) => format.dateTime(at) },
    { key: "kind", header: t("ledger.kind"), render: ({ kind }) => t(`kinds.${kind}`) },
    { key: "note", header: t("fields.note"), render: ({ note: said }) => said ?? "–" },
    { key: "amount", header: t("ledger.amount"), numeric: true, render: ({ amount }) => format.money(amount) },
    { key: "balance", header: t("fields.balance"), numeric: true, render: ({ balance }) => format.money(balance) },
  ];
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.giftCards} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("ending", { last4: last4 ?? "" })}
        badges={<CreditState account={account} />}
        actions={
          writes ? (
            <Button
              variant="default"
              loading={update.isPending}
              onClick={() => update.mutate({ id, version, active: !active, expiresAt, note })}
            >
              {active ? t("disable") : t("enable")}
            </Button>
          ) : null
        }
      />
      <Stack>
        <Section title={t("figures")}>
          <Facts
            label={t("figures")}
            facts={[
              { label: t("fields.balance"), value: format.money(account.balance), strong: true },
              { label: t("fields.issued"), value: format.money(account.issued) },
              {
                label: t("fields.expiresAt"),
                value: expiresAt === null ? t("never") : format.dateTime(expiresAt),
              },
              { label: t("fields.note"), value: note ?? "–" },
            ]}
          />
        </Section>
        {writes ? <AdjustForm account={account} /> : null}
        <Section title={t("ledger.title")} description={t("ledger.hint")}>
          <DataTable
            caption={t("ledger.title")}
            columns={columns}
            rows={entries.data?.items}
            rowKey={(entry) => entry.id}
            empty={<EmptyNote title={t("ledger.empty")} />}
          />
          <SeekPager
            after={after}
            next={entries.data?.next}
            onPage={(cursor) => void navigate({ search: cursor === undefined ? {} : { after: cursor } })}
          />
        </Section>
      </Stack>
    </>
  );
}
