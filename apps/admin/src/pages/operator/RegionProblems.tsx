import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../ui/StatusBadge.tsx";
import type { Region } from "./use-regions.ts";

type Problem = Region["problems"][number];
const bad: readonly Problem[] = ["unreachable", "database_unreachable", "cell_unreachable", "no_worker"];
const toneOf = (problem: Problem): Tone => (bad.includes(problem) ? "bad" : "attention");

/** What asks for a look, or that nothing does. */
export function RegionProblems({ problems }: { problems: readonly Problem[] }): ReactNode {
  const { t } = useTranslation("operator");
  if (problems.length === 0) return <StatusBadge tone="good">{t("regions.well")}</StatusBadge>;
  return (
    <Group gap={6}>
      {problems.map((problem) => (
        <StatusBadge key={problem} tone={toneOf(problem)}>
          {t(`regions.problems.${problem}`)}
        </StatusBadge>
      ))}
    </Group>
  );
}
