import { Code, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { ControlOutputs } from "../../lib/api.ts";
import { AuditDetails } from "../../lib/AuditDetails.tsx";
import { useFormat } from "../../lib/format.ts";
import { LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useSession } from "../../lib/session.ts";
import { Verify } from "../../lib/Verify.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";

type Entry = ControlOutputs["operators"]["listAudit"]["items"][number];

/** What operators did, as a chain in which nothing can be changed unseen. */
export function OperatorAuditPage(): ReactNode {
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const format = useFormat();
  const { after, subject } = useSearch({ from: paths.operatorAudit });
  const navigate = useNavigate({ from: paths.operatorAudit });
  const entries = useQuery({
    ...control.trpc.operators.listAudit.queryOptions({ after: after ?? null, subject: subject ?? null }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Entry>[] = [
    { key: "seq", header: t("audit.seq"), numeric: true, render: ({ seq }) => format.number(seq) },
    { key: "at", header: t("audit.at"), render: ({ at }) => format.dateTime(at) },
    {
      key: "who",
      header: t("audit.who"),
      render: ({ actorName, actorKind }) =>
        actorName ?? (actorKind === "service" ? t("audit.shell") : t("audit.nobody")),
    },
    { key: "action", header: t("audit.action"), render: ({ action }) => <Code>{action}</Code> },
    {
      key: "subject",
      header: t("audit.subject"),
      render: (entry) => <Code style={{ overflowWrap: "anywhere" }}>{entry.subject}</Code>,
    },
    {
      key: "details",
      header: t("audit.details"),
      render: ({ details }) => <AuditDetails details={details} />,
    },
  ];
  return (
    <>
      <PageHeader title={t("audit.title")} description={t("audit.description")} />
      <Stack>
        <VerifyTrail />
        <Section
          title={t("audit.entries")}
          {...(subject === undefined
            ? {}
            : {
                actions: (
                  <LinkButton to={paths.operatorAudit} variant="default">
                    {t("audit.all")}
                  </LinkButton>
                ),
              })}
        >
          {entries.isError ? (
            <ProblemNote error={entries.error} />
          ) : (
            <DataTable
              caption={t("audit.entries")}
              columns={columns}
              rows={entries.data?.items}
              rowKey={({ seq }) => String(seq)}
              empty={<EmptyNote title={t("audit.empty")} />}
            />
          )}
          <SeekPager
            after={after}
            next={entries.data?.next}
            onPage={(cursor) =>
              void navigate({
                search: {
                  ...(subject === undefined ? {} : { subject }),
                  ...(cursor === undefined ? {} : { after: cursor }),
                },
              })
            }
          />
        </Section>
        <Text size="sm" c="dimmed">
          {t("audit.scope")}
        </Text>
      </Stack>
    </>
  );
}

function VerifyTrail(): ReactNode {
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const verify = useQuery({ ...control.trpc.operators.verifyAudit.queryOptions({}), enabled: false, gcTime: 0 });
  const verdict = verify.isFetching ? undefined : verify.data;
  return (
    <Verify
      title={t("audit.verifyTitle")}
      description={t("audit.verifyDescription")}
      action={t("audit.verify")}
      running={verify.isFetching}
      error={verify.error}
      onVerify={() => void verify.refetch()}
      outcome={
        verdict === undefined
          ? null
          : verdict.intact
            ? { intact: true, title: t("audit.intact"), body: t("audit.intactBody") }
            : { intact: false, title: t("audit.broken"), body: t("audit.brokenBody", { seq: verdict.brokenAt ?? 0 }) }
      }
    />
  );
}
