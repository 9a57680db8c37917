import { NativeSelect, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { Tenant } from "./types.ts";

const reasons = ["unpaid", "terms", "legal", "security", "request", "other"] as const;

interface Props {
  tenant: Tenant;
  /** Whether the region does not answer, and is told later. */
  isAway: boolean;
  onClose: () => void;
}

/** Closes a shop after saying plainly what that does. The reason is one of a few: free words could name a person. */
export function SuspendDialog({ tenant, isAway, onClose }: Props): ReactNode {
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [reason, setReason] = useState<(typeof reasons)[number]>("unpaid");
  const suspend = useMutation(
    control.trpc.tenants.suspend.mutationOptions({
      onSuccess: async () => {
        onClose();
        tell.done(t(isAway ? "tenants.queued" : "tenants.suspended"));
        await queryClient.invalidateQueries(control.trpc.tenants.pathFilter());
      },
    }),
  );
  return (
    <FormDialog
      title={t("tenants.suspendTitle", { name: tenant.name })}
      submitLabel={t("tenants.suspend")}
      danger
      sending={suspend.isPending}
      onSubmit={() => suspend.mutate({ tenantId: tenant.id, reason })}
      onClose={onClose}
    >
      <Text size="sm">{t("tenants.suspendBody")}</Text>
      <NativeSelect
        label={t("tenants.reason")}
        data={reasons.map((value) => ({ value, label: t(`tenants.reasons.${value}`) }))}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(reasons.find((one) => one === value) ?? "other")}
      />
      {suspend.isError ? <ProblemNote error={suspend.error} /> : null}
    </FormDialog>
  );
}
