import { Badge, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import type { ProductRow } from "./catalog-types.ts";
import { percentOf } from "./use-locales.ts";

/** Per language how much of a product is translated; in words for screen readers, in short for the eye. */
export function Completeness({ row, targets }: { row: ProductRow; targets: readonly string[] }): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  if (targets.length === 0) return "–";
  const done: ReadonlyMap<string, number> = new Map(Object.entries(row.texts.done));
  return (
    <Group gap={4}>
      {targets.map((locale) => {
        const stale = row.staleLocales.includes(locale);
        const percent = percentOf(done.get(locale) ?? 0, row.texts.wanted);
        const state = stale ? t("texts.outdated") : format.percent(percent * 10_000);
        return (
          <Badge
            key={locale}
            variant="light"
            tt="none"
            color={stale ? "yellow" : percent === 100 ? "green" : "gray"}
            title={`${format.locale(locale)}: ${state}`}
          >
            {locale} {stale ? "!" : format.percent(percent * 10_000)}
          </Badge>
        );
      })}
    </Group>
  );
}
