import { Code, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { VerifyAudit } from "./VerifyAudit.tsx";

type Entry = AdminOutputs["tenants"]["listAudit"]["items"][number];
const actors = ["staff", "shopper", "secret_key", "service"] as const;

export function AuditPage(): ReactNode {
  const { t } = useTranslation("tenants");
  const { trpc } = useShop();
  const format = useFormat();
  const { after } = useSearch({ from: paths.audit });
  const navigate = useNavigate({ from: paths.audit });
  const entries = useQuery({
    ...trpc.tenants.listAudit.queryOptions({ after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Entry>[] = [
    { key: "seq", header: t("audit.seq"), numeric: true, render: ({ seq }) => format.number(seq) },
    { key: "at", header: t("audit.at"), render: ({ at }) => format.dateTime(at) },
    {
      key: "actor",
      header: t("audit.actor"),
      render: ({ actorKind, actorId }) => (
        <Text size="sm">
          {t(`audit.actors.${actors.find((known) => known === actorKind) ?? "service"}`)}{" "}
          <Code>{shortId(actorId)}</Code>
        </Text>
      ),
    },
    { key: "action", header: t("audit.action"), render: ({ action }) => <Code>{action}</Code> },
    { key: "subject", header: t("audit.subject"), render: ({ subject }) => <Code>{shortId(subject)}</Code> },
    {
      key: "details",
      header: t("audit.details"),
      render: ({ details }) =>
        Object.keys(details).length === 0 ? (
          "–"
        ) : (
          <Code style={{ overflowWrap: "anywhere" }}>{JSON.stringify(details)}</Code>
        ),
    },
  ];
  return (
    <Stack>
      <VerifyAudit />
      <Section title={t("audit.title")} description={t("audit.description")}>
        {entries.isError ? (
          <ProblemNote error={entries.error} />
        ) : (
          <DataTable
            caption={t("audit.title")}
            columns={columns}
            rows={entries.data?.items}
            rowKey={({ seq }) => String(seq)}
            empty={<EmptyNote title={t("audit.empty")} />}
          />
        )}
        <SeekPager
          after={after}
          next={entries.data?.next}
          onPage={(cursor) => void navigate({ search: cursor === undefined ? {} : { after: cursor } })}
        />
      </Section>
    </Stack>
  );
}

/** Prefix and end of an id: enough to tell two apart in a list. */
function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}
