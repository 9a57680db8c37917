import { Select, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Note } from "../../ui/Note.tsx";
import { pick, type Policy } from "./policy.ts";

const rules = ["counted", "stated"] as const;

interface Props {
  rule: Policy["unionThreshold"];
  onChange: (rule: Policy["unionThreshold"]) => void;
  locked: boolean;
}

/** How far the shop is from the Union's threshold, and whether the shop or the merchant watches it. */
export function UnionThreshold({ rule, onChange, locked }: Props): ReactNode {
  const { t } = useTranslation("tax");
  const { trpc } = useShop();
  const format = useFormat();
  const { data } = useSuspenseQuery(trpc.tax.getUnionThreshold.queryOptions({}));
  if (!data.inUnion) return null;
  const { year, thisYear, lastYear, left, over } = data;
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
        <Text size="sm">{over ? t("threshold.afterwards") : t("threshold.left", { left: format.money(left) })}</Text>
      </Note>
    </>
  );
}
