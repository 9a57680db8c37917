import { Select, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Note } from "../../ui/Note.tsx";
import { pick, type Policy } from "./policy.ts";

type Month = AdminOutputs["tax"]["getUnionThreshold"]["months"][number];
const rules = ["counted", "stated"] as const;

interface Props {
  rule: Policy["unionThreshold"];
  onChange: (rule: Policy["unionThreshold"]) => void;
  locked: boolean;
}

/** How far the shop is from the Union's threshold, and whether the shop or the merchant watches it. */
export function UnionThreshold({ rule, onChange, locked }: Props): ReactNode {
  const { t } = useTranslation("tax");
  const { trpc, slug } = useShop();
  const format = useFormat();
  const { data } = useSuspenseQuery(trpc.tax.getUnionThreshold.queryOptions({}));
  if (!data.inUnion) return null;
  const columns: Column<Month>[] = [
    { key: "month", header: t("threshold.month"), main: true, render: ({ month }) => month },
    { key: "sold", header: t("threshold.soldIn"), numeric: true, render: ({ sold }) => format.money(sold) },
    { key: "returned", header: t("threshold.returned"), numeric: true, render: (one) => format.money(one.returned) },
  ];
  const { year, thisYear, lastYear, held, left, over, crossings, months } = data;
  return (
    <>
      <Select
        label={t("threshold.rule")}
        data={rules.map((value) => ({ value, label: t(`threshold.rules.${value}`) }))}
        value={rule}
        onChange={(value) => onChange(pick(rules, value) ?? "counted")}
        allowDeselect={false}
        readOnly={locked}
      />
      <Note kind={over ? "warning" : "info"} title={over ? t("threshold.over") : t("threshold.under")}>
        <Text size="sm">
          {t("threshold.sold", { year, thisYear: format.money(thisYear), lastYear: format.money(lastYear) })}
        </Text>
        {crossings.map(({ at, orderId }) => (
          <Text size="sm" key={at}>
            {orderId === null ? (
              t("threshold.crossed", { at: format.dateTime(at) })
            ) : (
              <>
                {t("threshold.crossedBy", { at: format.dateTime(at) })}{" "}
                <LinkAnchor to={paths.order} params={{ shop: slug, orderId }} size="sm">
                  {t("threshold.order")}
                </LinkAnchor>
              </>
            )}
          </Text>
        ))}
        <Text size="sm">{over ? t("threshold.afterwards") : t("threshold.left", { left: format.money(left) })}</Text>
        {held.amount === 0 || over ? null : <Text size="sm">{t("threshold.held", { held: format.money(held) })}</Text>}
      </Note>
      {months.length === 0 ? null : (
        <DataTable
          caption={t("threshold.history")}
          columns={columns}
          rows={months}
          rowKey={({ month }) => month}
          empty={null}
        />
      )}
    </>
  );
}
