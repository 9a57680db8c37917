import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ControlOutputs } from "../../lib/api.ts";
import { FilterSelect } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { usePlanName } from "../../lib/plan-name.ts";
import type { readTenantsSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { states } from "./StatusOfTenant.tsx";

type Search = Omit<ReturnType<typeof readTenantsSearch>, "after">;
type Counts = ControlOutputs["tenants"]["count"];

interface Props {
  search: Search;
  /** How many tenants each choice would leave; undefined until it is known. */
  counts: Counts | undefined;
  onChange: (change: Record<string, unknown>) => void;
}

/** What the list of tenants is narrowed by; behind each choice stands how many it would leave. */
export function TenantFilters({ search, counts, onChange }: Props): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { number } = useFormat();
  const planName = usePlanName();
  const { q, region, cell, status, plan, step } = search;
  const choice = (value: string, name: string, tenants: number) => ({
    value,
    label: t("tenants.choice", { name, tenants: number(tenants) }),
  });
  /** What there is to choose from, and what is chosen even if nothing fits it any more. */
  const choices = (
    facet: "region" | "cell" | "status" | "plan" | "step",
    chosen: string | undefined,
    nameOf: (value: string) => string,
  ) => {
    const known = counts?.[facet] ?? [];
    const missing = chosen === undefined || known.some(({ value }) => value === chosen) ? [] : [chosen];
    return [...known, ...missing.map((value) => ({ value, tenants: 0 }))].map(({ value, tenants }) =>
      choice(value, nameOf(value), tenants),
    );
  };
  const stateName = (value: string): string => t(`tenants.statuses.${states.find((one) => one === value) ?? "active"}`);
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <SearchField label={t("tenants.search")} value={q ?? ""} onSearch={(text) => onChange({ q: text })} />
      <FilterSelect
        label={t("tenants.anyRegion")}
        value={region}
        data={choices("region", region, (value) => t(`common:regions.${value as "eu"}`))}
        onChange={(value) => onChange({ region: value, cell: undefined })}
      />
      <FilterSelect
        label={t("tenants.anyCell")}
        value={cell}
        data={choices("cell", cell, (value) => t("tenants.oneCell", { cell: value }))}
        onChange={(value) => onChange({ cell: value })}
      />
      <FilterSelect
        label={t("tenants.anyStatus")}
        value={status}
        data={choices("status", status, stateName)}
        onChange={(value) => onChange({ status: value })}
      />
      <FilterSelect
        label={t("tenants.anyPlan")}
        value={plan}
        data={choices("plan", plan, planName)}
        onChange={(value) => onChange({ plan: value })}
      />
      <FilterSelect
        label={t("tenants.anyVersion")}
        value={step}
        data={[
          choice("behind", t("tenants.behind"), counts?.behind ?? 0),
          ...choices("step", step === "behind" ? undefined : step, (value) => value),
        ]}
        width={260}
        onChange={(value) => onChange({ step: value })}
      />
    </Group>
  );
}
