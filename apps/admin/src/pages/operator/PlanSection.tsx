import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { usePlanName } from "../../lib/plan-name.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { LimitDialog } from "./LimitDialog.tsx";
import { type Limit, limitRow, type LimitRow, limits, type Usage } from "./limits.ts";
import { megabytes } from "./units.ts";

type TenantId = Usage["tenantId"];

/** What the shop may use and uses, what was agreed with it in place of the plan's limits, and another plan for it. */
export function PlanSection({ tenantId, isAway }: { tenantId: TenantId; isAway: boolean }): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control } = useSession();
  const { number, date, language } = useFormat();
  const [changes, setChanges] = useState<Limit | null>(null);
  const usage = useQuery(control.trpc.tenants.usage.queryOptions({ tenantId }));
  const figure = (name: Limit, value: number): string =>
    name === "storageBytes" ? megabytes(language, value) : number(value);
  const limit = (name: Limit, value: number | null): string =>
    value === null ? t("plan.unlimited") : figure(name, value);
  const columns: Column<LimitRow>[] = [
    { key: "name", header: t("plan.limit"), main: true, render: ({ name }) => t(`plan.limits.${name}`) },
    {
      key: "used",
      header: t("plan.used"),
      numeric: true,
      render: ({ name, used }) => (used === null ? "–" : figure(name, used)),
    },
    { key: "plan", header: t("plan.ofPlan"), numeric: true, render: ({ name, plan }) => limit(name, plan) },
    { key: "most", header: t("plan.most"), numeric: true, render: ({ name, most }) => limit(name, most) },
    {
      key: "source",
      header: t("plan.source"),
      render: ({ isAgreed, agreed }) =>
        isAgreed ? (
          <>
            <StatusBadge tone="info">{t("plan.agreed")}</StatusBadge>
            {agreed === null ? null : (
              <Text size="xs" c="dimmed">
                {t("plan.agreedFor", { reason: t(`plan.reasons.${agreed.reason}`), at: date(agreed.since) })}
              </Text>
            )}
          </>
        ) : (
          t("plan.fromPlan")
        ),
    },
    {
      key: "change",
      header: "",
      label: t("plan.actions"),
      render: ({ name }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t("plan.changeLimit", { limit: t(`plan.limits.${name}`) })}
          onClick={() => setChanges(name)}
        >
          {t("common:edit")}
        </Button>
      ),
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
          rows={usage.data === undefined ? undefined : limits.map((name) => limitRow(name, usage.data))}
          rowKey={({ name }) => name}
          empty={null}
        />
      )}
      {usage.data === undefined ? null : (
        <ChangePlan key={usage.data.plan} tenantId={tenantId} plan={usage.data.plan} isAway={isAway} />
      )}
      {usage.data === undefined || changes === null ? null : (
        <LimitDialog
          tenantId={tenantId}
          row={limitRow(changes, usage.data)}
          isAway={isAway}
          show={(amount) => limit(changes, amount)}
          onClose={() => setChanges(null)}
        />
      )}
    </Section>
  );
}

interface ChangePlanProps {
  tenantId: TenantId;
  plan: string;
  isAway: boolean;
}

function ChangePlan({ tenantId, plan, isAway }: ChangePlanProps): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const planName = usePlanName();
  const [chosen, setChosen] = useState(plan);
  const plans = useQuery(control.trpc.tenants.listPlans.queryOptions({}));
  const change = useMutation(
    control.trpc.tenants.setPlan.mutationOptions({
      onSuccess: async () => {
        tell.done(t(isAway ? "tenants.queued" : "plan.changed"));
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
        data={(plans.data?.items ?? []).map(({ name }) => ({ value: name, label: planName(name) }))}
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
