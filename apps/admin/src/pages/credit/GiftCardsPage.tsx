import { Button, Paper } from "@mantine/core";
import { IconGift, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SearchField } from "../../lib/SearchField.tsx";
import { readGiftCardsSearch } from "../../lib/search.ts";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CreditState } from "./CreditState.tsx";
import { IssueDialog } from "./IssueDialog.tsx";

type Account = AdminOutputs["credit"]["getAccount"];

export function GiftCardsPage(): ReactNode {
  const { t } = useTranslation("credit");
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const { last4, after } = useSearch({ from: paths.giftCards });
  const navigate = useNavigate({ from: paths.giftCards });
  const [issuing, setIssuing] = useState(false);
  const whole = last4 !== undefined && /^[0-9a-z]{4}$/i.test(last4) ? last4 : null;
  const cards = useQuery({
    ...trpc.credit.listGiftCards.queryOptions({ last4: whole, after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const issue = can(shop, "orders.refund") ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setIssuing(true)}>
      {t("issue")}
    </Button>
  ) : null;
  const columns: Column<Account>[] = [
    {
      key: "last4",
      header: t("fields.code"),
      main: true,
      render: ({ id, last4: end }) => (
        <LinkAnchor to={paths.giftCard} params={{ shop: slug, accountId: id }}>
          {t("ending", { last4: end ?? "" })}
        </LinkAnchor>
      ),
    },
    { key: "balance", header: t("fields.balance"), numeric: true, render: ({ balance }) => format.money(balance) },
    { key: "issued", header: t("fields.issued"), numeric: true, render: ({ issued }) => format.money(issued) },
    {
      key: "expiresAt",
      header: t("fields.expiresAt"),
      render: ({ expiresAt }) => (expiresAt === null ? t("never") : format.dateTime(expiresAt)),
    },
    { key: "note", header: t("fields.note"), render: ({ note }) => note ?? "–" },
    { key: "state", header: t("fields.state"), render: (account) => <CreditState account={account} /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={issue} />
      <Paper withBorder p="md">
        <SearchField
          label={t("search")}
          value={last4 ?? ""}
          onSearch={(text) => void navigate({ search: readGiftCardsSearch({ last4: text }) })}
        />
        {cards.isError ? (
          <ProblemNote error={cards.error} />
        ) : (
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={cards.data?.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconGift aria-hidden />}
                title={whole === null ? t("empty") : t("noMatch")}
                description={t("emptyHint")}
                action={issue}
              />
            }
          />
        )}
        <SeekPager
          after={after}
          next={cards.data?.next}
          onPage={(cursor) => void navigate({ search: (now) => readGiftCardsSearch({ ...now, after: cursor }) })}
        />
      </Paper>
      {issuing ? <IssueDialog onClose={() => setIssuing(false)} /> : null}
    </>
  );
}
