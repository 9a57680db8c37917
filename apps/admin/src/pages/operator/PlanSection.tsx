import { Button, Group, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ControlOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Section } from "../../ui/Section.tsx";
import { megabytes } from "./units.ts";

type Usage = ControlOutputs["tenants"]["usage"];
type TenantId = Usage["tenantId"];
type Limit = keyof Usage["limits"];

interface Row {
  readonly name: Limit;
  readonly limit: number | null;
  readonly used: number | null;
}

const limits = ["products", "storageBytes", "staff", "markets", "requestsPerMinute", "jobs"] as const;

/** What the shop may use and uses, and another plan for it. */
export function PlanSection({ tenantId }: { tenantId: TenantId }): ReactNode {
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const { number, language } = useFormat();
  const usage = useQuery(control.trpc.tenants.usage.queryOptions({ tenantId }));
  const figure = (name: Limit, value: number | null): string => {
    if (value === null) return "–";
    return name === "storageBytes" ? megabytes(language, value) : number(value);
  };
  const columns: Column<Row>[] = [
    { key: "name", header: t("plan.limit"), main: true, render: ({ name }) => t(`plan.limits.${name}`) },
    { key: "used", header: t("plan.used"), numeric: true, render: ({ name, used }) => figure(name, used) },
    {
      key: "most",
      header: t("plan.most"),
      numeric: true,
      render: ({ name, limit }) => (limit === null ? t("plan.unlimited") : figure(name, limit)),
    },
  ];
  return (
    <Section title={t("plan.title")} description={t("plan.description")}>
      {usage.isError ? (
        <ProblemNote error={usage.error} />
      ) : (
        <DataTable
          caption={t("plan.title")}
          columns={columns}
          rows={usage.data === undefined ? undefined : limits.map((name) => rowOf(name, usage.data))}
          rowKey={({ name }) => name}
          empty={null}
        />
      )}
      {usage.data === undefined ? null : (
        <ChangePlan key={usage.data.plan} tenantId={tenantId} plan={usage.data.plan} />
      )}
    </Section>
  );
}

function rowOf(name: Limit, { limits: most, used, staff }: Usage): Row {
  const counted: Readonly<Partial<Record<Limit, number>>> = used ?? {};
  return { name, limit: most[name], used: name === "staff" ? staff : (counted[name] ?? null) };
}

function ChangePlan({ tenantId, plan }: { tenantId: TenantId; plan: string }): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [chosen, setChosen] = useState(plan);
  const plans = useQuery(control.trpc.tenants.listPlans.queryOptions({}));
  const change = useMutation(
    control.trpc.tenants.setPlan.mutationOptions({
      onSuccess: async () => {
        tell.done(t("plan.changed"));
        await queryClient.invalidateQueries(control.trpc.tenants.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  return (
    <Group mt="md" align="flex-end">
      <NativeSelect
        label={t("tenants.plan")}
        description={t("plan.hint")}
        data={(plans.data?.items ?? []).map(({ name }) => name)}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        miw={220}
      />
      <Button
        variant="default"
        disabled={chosen === plan}
        loading={change.isPending}
        onClick={() => change.mutate({ tenantId, plan: chosen })}
      >
        {t("plan.change")}
      </Button>
    </Group>
  );
}
