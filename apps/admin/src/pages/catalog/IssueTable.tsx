import { Button, Text, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import type { ImportIssue } from "./import-run.ts";

const known = [
  "address_taken",
  "column_left_out",
  "combination_taken",
  "control_characters",
  "currency_not_of_market",
  "duplicate_address",
  "duplicate_column",
  "duplicate_sku",
  "duplicate_translation",
  "duplicate_variant",
  "foreign_id",
  "malformed_line",
  "no_handle",
  "no_locale",
  "no_room_in_plan",
  "no_title",
  "not_a_number",
  "not_a_percentage",
  "not_a_whole_number",
  "not_accepted",
  "not_an_address",
  "not_an_amount",
  "not_yes_or_no",
  "option_without_name",
  "option_without_value",
  "options_do_not_fit",
  "out_of_range",
  "picture_address",
  "picture_not_allowed",
  "picture_not_found",
  "picture_no_room",
  "picture_too_large",
  "picture_type",
  "picture_unreachable",
  "sku_taken",
  "stock_below_reserved",
  "too_long",
  "too_many_options",
  "too_many_pictures",
  "too_many_products",
  "too_many_variants",
  "unknown_column",
  "unknown_currency",
  "unknown_format",
  "unknown_locale",
  "unknown_market",
  "unknown_product",
  "unknown_sku",
  "unknown_status",
  "unknown_tax_class",
  "unknown_unit",
] as const;

/** Rows that are drawn until somebody wants to see more; the report has them all. */
const few = 8;

interface Props {
  title: string;
  issues: readonly ImportIssue[];
  total: number;
}

export function IssueTable({ title, issues, total }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const [all, setAll] = useState(false);
  if (issues.length === 0) return null;
  const columns: Column<ImportIssue & { readonly at: number }>[] = [
    {
      key: "row",
      header: t("issues.row"),
      numeric: true,
      width: "5rem",
      render: ({ row }) => (row === null ? "–" : format.number(row)),
    },
    { key: "column", header: t("issues.column"), render: ({ column }) => column ?? "–" },
    {
      key: "problem",
      header: t("issues.problem"),
      render: ({ code }) => {
        const name = known.find((one) => one === code);
        return name === undefined ? code : t(`issues.codes.${name}`);
      },
    },
    {
      key: "value",
      header: t("issues.value"),
      render: ({ value }) => <span style={{ overflowWrap: "anywhere" }}>{value ?? "–"}</span>,
    },
  ];
  return (
    <div>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <DataTable
        caption={title}
        columns={columns}
        rows={issues.slice(0, all ? issues.length : few).map((issue, at) => ({ ...issue, at }))}
        rowKey={({ at }) => String(at)}
        empty={null}
      />
      {!all && issues.length > few ? (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t("issues.showAll", { count: issues.length })}
        </Button>
      ) : null}
      {all && total > issues.length ? (
        <Text size="sm" c="dimmed">
          {t("issues.more", { count: total - issues.length })}
        </Text>
      ) : null}
    </div>
  );
}
