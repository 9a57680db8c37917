import { Stack } from "@mantine/core";
import { IconPlus, IconWorld } from "@tabler/icons-react";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { ReadinessList } from "../../lib/ReadinessList.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";

type Market = AdminOutputs["markets"]["list"]["items"][number];

/** Countries that are named in the list; the rest is counted. */
const named = 4;

export function MarketsPage(): ReactNode {
  const { t } = useTranslation("markets");
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const { data: readiness } = useQuery(trpc.checkout.readiness.queryOptions({}));
  const create = can(shop, "markets.write") ? (
    <LinkButton to={paths.newMarket} params={{ shop: slug }} leftSection={<IconPlus size={18} aria-hidden />}>
      {t("create")}
    </LinkButton>
  ) : null;
  const columns: Column<Market>[] = [
    {
      key: "name",
      header: t("fields.name"),
      render: ({ id, name }) => (
        <LinkAnchor to={paths.market} params={{ shop: slug, marketId: id }} fw={600}>
          {name}
        </LinkAnchor>
      ),
    },
    {
      key: "status",
      header: t("fields.status"),
      render: ({ status }) => (
        <StatusBadge tone={status === "active" ? "good" : "neutral"}>{t(`statuses.${status}`)}</StatusBadge>
      ),
    },
    {
      key: "countries",
      header: t("fields.countries"),
      render: ({ countries }) => {
        const names = countries.slice(0, named).map(format.country);
        const more = countries.length - names.length;
        return more > 0 ? format.list([...names, t("moreCountries", { count: more })]) : format.list(names);
      },
    },
    { key: "currency", header: t("fields.currency"), render: ({ currency }) => currency },
    { key: "locales", header: t("fields.locales"), render: ({ locales }) => format.list(locales.map(format.locale)) },
    {
      key: "taxDisplay",
      header: t("fields.taxDisplay"),
      render: ({ taxDisplay }) => t(`taxDisplays.${taxDisplay}.name`),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <LinkButton to={paths.shopShipping} params={{ shop: slug }} variant="default">
              {t("shopShipping")}
            </LinkButton>
            {create}
          </>
        }
      />
      <Stack>
        <Section title={t("list")}>
          <DataTable
            caption={t("title")}
            columns={columns}
            rows={markets.items}
            rowKey={({ id }) => id}
            empty={
              <EmptyNote
                icon={<IconWorld aria-hidden />}
                title={t("empty")}
                description={t("emptyHint")}
                action={create}
              />
            }
          />
        </Section>
        {readiness === undefined || readiness.ready || markets.items.length === 0 ? null : (
          <Section title={t("missing")} description={t("missingHint")}>
            <ReadinessList readiness={readiness} />
          </Section>
        )}
      </Stack>
    </>
  );
}
