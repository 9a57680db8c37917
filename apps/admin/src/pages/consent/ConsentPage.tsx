import { Code, Group, Paper, Select, Stack, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { filterWidth } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readPrivacySearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { VerifyLedger } from "./VerifyLedger.tsx";

type Entry = AdminOutputs["consent"]["list"]["items"][number];
const purposes = ["preferences", "analytics", "marketing", "sale_of_data"] as const;
const methods = ["banner", "settings", "gpc", "api"] as const;

export function ConsentPage(): ReactNode {
  const { t } = useTranslation("consent");
  const { trpc } = useShop();
  const format = useFormat();
  const { subject, method, allows, after } = useSearch({ from: paths.privacy });
  const navigate = useNavigate({ from: paths.privacy });
  const entries = useQuery({
    ...trpc.consent.list.queryOptions({
      subjectId: subject ?? null,
      method: method ?? null,
      allows: allows ?? null,
      after: after ?? null,
    }),
    placeholderData: keepPreviousData,
  });
  const narrow = useCallback(
    (change: Record<string, unknown>) =>
      void navigate({ search: (now) => readPrivacySearch({ ...now, ...change, after: undefined }) }),
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ subject: text }), [narrow]);
  const columns: Column<Entry>[] = [
    { key: "at", header: t("columns.at"), render: ({ at }) => format.dateTime(at) },
    {
      key: "subject",
      header: t("columns.subject"),
      render: ({ subjectId, seq }) => (
        <Text size="sm">
          <Code>
            {subjectId.slice(0, 4)}…{subjectId.slice(-6)}
          </Code>{" "}
          {t("entry", { seq })}
        </Text>
      ),
    },
    {
      key: "choices",
      header: t("columns.allowed"),
      render: ({ choices }) => {
        const allowed = purposes.filter((purpose) => choices[purpose]);
        return allowed.length === 0
          ? t("onlyNecessary")
          : format.list(allowed.map((purpose) => t(`purposes.${purpose}`)));
      },
    },
    {
      key: "method",
      header: t("columns.method"),
      render: ({ method: how, gpc }) => (gpc ? `${t(`methods.${how}`)} · ${t("gpcHonoured")}` : t(`methods.${how}`)),
    },
    {
      key: "policy",
      header: t("columns.policy"),
      render: ({ policy, policyVersion, locale }) =>
        `${t(`policies.${policy}`)}, ${policyVersion}, ${format.locale(locale)}`,
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Stack>
        <VerifyLedger />
        <Paper withBorder p="md">
          <Group mb="md" gap="sm">
            <SearchField label={t("searchSubject")} value={subject ?? ""} onSearch={search} />
            <Select
              aria-label={t("columns.method")}
              w={filterWidth}
              placeholder={t("anyMethod")}
              data={methods.map((value) => ({ value, label: t(`methods.${value}`) }))}
              value={method ?? null}
              onChange={(value) => narrow({ method: value })}
              clearable
              clearButtonProps={{ "aria-label": t("anyMethod") }}
            />
            <Select
              aria-label={t("columns.allowed")}
              w={filterWidth}
              placeholder={t("anyPurpose")}
              data={purposes.map((value) => ({ value, label: t("allows", { purpose: t(`purposes.${value}`) }) }))}
              value={allows ?? null}
              onChange={(value) => narrow({ allows: value })}
              clearable
              clearButtonProps={{ "aria-label": t("anyPurpose") }}
            />
          </Group>
          {entries.isError ? (
            <ProblemNote error={entries.error} />
          ) : (
            <DataTable
              caption={t("title")}
              columns={columns}
              rows={entries.data?.items}
              rowKey={({ id }) => id}
              empty={
                <EmptyNote icon={<IconShieldCheck aria-hidden />} title={t("empty")} description={t("emptyHint")} />
              }
            />
          )}
          <SeekPager
            after={after}
            next={entries.data?.next}
            onPage={(cursor) => void navigate({ search: (now) => readPrivacySearch({ ...now, after: cursor }) })}
          />
        </Paper>
      </Stack>
    </>
  );
}
