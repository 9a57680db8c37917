import { NativeSelect, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import type { LimitRow, Usage } from "./limits.ts";
import { bytesInMegabyte } from "./units.ts";

const choices = ["plan", "own", "none"] as const;
type Choice = (typeof choices)[number];
type Reason = NonNullable<LimitRow["agreed"]>["reason"];
const reasons = ["contract", "trial", "goodwill", "protection", "other"] as const satisfies readonly Reason[];

interface Props {
  tenantId: Usage["tenantId"];
  row: LimitRow;
  /** Whether the region does not answer, and is told later. */
  isAway: boolean;
  /** An amount of this limit in words. */
  show: (amount: number | null) => string;
  onClose: () => void;
}

/** What is agreed with one shop for one limit: the plan's, its own, or none. */
export function LimitDialog({ tenantId, row, isAway, show, onClose }: Props): ReactNode {
  const { name, plan, most, used, isAgreed, agreed: before } = row;
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const unit = name === "storageBytes" ? bytesInMegabyte : 1;
  const [choice, setChoice] = useState<Choice>(isAgreed ? (most === null ? "none" : "own") : "plan");
  const [amount, setAmount] = useState<number | null>(most === null ? null : Math.ceil(most / unit));
  const [reason, setReason] = useState<Reason | "">(before?.reason ?? "");
  const set = useMutation(
    control.trpc.tenants.setLimit.mutationOptions({
      onSuccess: async () => {
        onClose();
        tell.done(t(isAway ? "tenants.queued" : "plan.limitChanged"));
        await queryClient.invalidateQueries(control.trpc.tenants.pathFilter());
      },
    }),
  );
  const own = amount === null ? null : amount * unit;
  const agreed = choice === "plan" ? null : { most: choice === "none" ? null : own };
  return (
    <FormDialog
      title={t(`plan.limits.${name}`)}
      sending={set.isPending}
      incomplete={(choice === "own" && amount === null) || (choice !== "plan" && reason === "")}
      onSubmit={() => set.mutate({ tenantId, limit: name, agreed, ...(reason === "" ? {} : { reason }) })}
      onClose={onClose}
    >
      <Radio.Group
        label={t("plan.agree")}
        value={choice}
        onChange={(value) => setChoice(choices.find((one) => one === value) ?? "plan")}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="plan" label={t("plan.asPlan", { most: show(plan) })} />
          <Radio value="own" label={t("plan.own")} />
          <Radio value="none" label={t("plan.unlimited")} />
        </Stack>
      </Radio.Group>
      {choice === "own" ? (
        <WholeNumberField
          label={name === "storageBytes" ? t("plan.ownMegabytes") : t("plan.most")}
          value={amount}
          min={0}
          max={1_000_000_000}
          required
          data-autofocus
          onChange={setAmount}
        />
      ) : null}
      {choice === "own" && own !== null && used !== null && own < used ? (
        <Text size="sm">{t("plan.below", { used: show(used) })}</Text>
      ) : null}
      {choice === "plan" ? null : (
        <NativeSelect
          label={t("tenants.reason")}
          required
          data={[
            { value: "", label: t("plan.chooseReason"), disabled: true },
            ...reasons.map((value) => ({ value, label: t(`plan.reasons.${value}`) })),
          ]}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(reasons.find((one) => one === value) ?? "")}
        />
      )}
      {set.isError ? <ProblemNote error={set.error} /> : null}
    </FormDialog>
  );
}
