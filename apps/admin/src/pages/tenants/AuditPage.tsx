import { Code, Stack, Text, UnstyledButton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { AuditDetails } from "../../lib/AuditDetails.tsx";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readAuditSearch } from "../../lib/search.ts";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { VerifyAudit } from "./VerifyAudit.tsx";

type Entry = AdminOutputs["tenants"]["listAudit"]["items"][number];
const actors = ["staff", "shopper", "secret_key", "service"] as const;

export function AuditPage(): ReactNode {
  const { t } = useTranslation("tenants");
  const { trpc } = useShop();
  const format = useFormat();
  const { after, ...search } = useSearch({ from: paths.audit });
  const navigate = useNavigate({ from: paths.audit });
  const entries = useQuery({
    ...trpc.tenants.listAudit.queryOptions({
      after: after ?? null,
      subject: search.subject ?? null,
      actorId: search.actor ?? null,
      action: search.action ?? null,
      from: momentOf(search.from, 0),
      until: momentOf(search.until, 1),
    }),
    placeholderData: keepPreviousData,
  });
  const choose = (change: { subject?: string; actor?: string }): void =>
    void navigate({ search: readAuditSearch({ ...search, ...change }) });
  const columns: Column<Entry>[] = [
    { key: "seq", header: t("audit.seq"), numeric: true, render: ({ seq }) => format.number(seq) },
    { key: "at", header: t("audit.at"), render: ({ at }) => format.dateTime(at) },
    {
      key: "actor",
      header: t("audit.actor"),
      render: ({ actorKind, actorId }) => (
        <Text size="sm">
          {t(`audit.actors.${actors.find((known) => known === actorKind) ?? "service"}`)}{" "}
          <FilterCode text={actorId} label={t("audit.actorFilter")} onChoose={() => choose({ actor: actorId })} />
        </Text>
      ),
    },
    { key: "action", header: t("audit.action"), render: ({ action }) => <Code>{action}</Code> },
    {
      key: "subject",
      header: t("audit.subject"),
      render: ({ subject }) => (
        <FilterCode text={subject} label={t("audit.subjectFilter")} onChoose={() => choose({ subject })} />
      ),
    },
    {
      key: "details",
      header: t("audit.details"),
      render: ({ details }) => <AuditDetails details={details} />,
    },
  ];
  return (
    <Stack>
      <VerifyAudit />
      <Section title={t("audit.title")} description={t("audit.description")}>
        <AuditFilters
          search={search}
          actions={(entries.data?.items ?? []).map(({ action }) => action)}
          onNarrow={(change) => void navigate({ search: readAuditSearch({ ...search, ...change }) })}
        />
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
          onPage={(cursor) => void navigate({ search: readAuditSearch({ ...search, after: cursor }) })}
        />
      </Section>
    </Stack>
  );
}

/** The first moment of a day where the person sits, or of the day behind it. */
function momentOf(day: string | undefined, later: 0 | 1): string | null {
  if (day === undefined) return null;
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return null;
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

interface FilterCodeProps {
  text: string;
  label: string;
  onChoose: () => void;
}

/** An id that narrows the list to itself. */
function FilterCode({ text, label, onChoose }: FilterCodeProps): ReactNode {
  return (
    <UnstyledButton onClick={onChoose} title={`${label}: ${text}`}>
      <Code>{shortId(text)}</Code>
    </UnstyledButton>
  );
}

/** Prefix and end of an id: enough to tell two apart in a list. */
function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}
