import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { Customer } from "./types.ts";

type Choice = Customer["marketing"][number];

/** Every choice about marketing mails with the words that it answered: the shop must be able to prove it. */
export function CustomerMarketing({ customer: { marketing } }: { customer: Customer }): ReactNode {
  const { t } = useTranslation("customers");
  const format = useFormat();
  const columns: Column<Choice>[] = [
    { key: "at", header: t("marketing.at"), render: ({ at }) => format.dateTime(at) },
    {
      key: "agreed",
      header: t("marketing.choice"),
      render: ({ agreed }) => (
        <StatusBadge tone={agreed ? "good" : "neutral"}>{agreed ? t("marketing.yes") : t("marketing.no")}</StatusBadge>
      ),
    },
    {
      key: "wording",
      header: t("marketing.wording"),
      render: ({ wording, locale }) => (
        <Text size="sm" lang={locale}>
          {wording}
        </Text>
      ),
    },
  ];
  return (
    <Section title={t("marketing.title")} description={t("marketing.description")}>
      <DataTable
        caption={t("marketing.title")}
        columns={columns}
        rows={marketing.toReversed()}
        rowKey={({ at }) => at}
        empty={<EmptyNote title={t("marketing.empty")} />}
      />
    </Section>
  );
}
