import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ControlOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { useSession } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";

type Tenant = ControlOutputs["tenants"]["get"];

/** Whether a shop rests, since when, and the button for the other. Which shops may rest the control plane knows. */
export function RestSection({
  tenantId,
  home,
  hibernatedAt,
}: {
  tenantId: Tenant["id"];
  home: NonNullable<Tenant["home"]>;
  hibernatedAt: string | null;
}): ReactNode {
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const format = useFormat();
  const done = async (): Promise<void> => queryClient.invalidateQueries(control.trpc.tenants.pathFilter());
  const options = { onSuccess: done, onError: tell.failed };
  const hibernate = useMutation(control.trpc.tenants.hibernate.mutationOptions(options));
  const wake = useMutation(control.trpc.tenants.wake.mutationOptions(options));
  const isAwake = home.rest === "awake";
  const since = hibernatedAt === null || isAwake ? null : format.dateTime(hibernatedAt);
  return (
    <Section
      title={t("tenants.rest.title")}
      description={t("tenants.rest.about")}
      actions={
        isAwake ? (
          <Button variant="default" loading={hibernate.isPending} onClick={() => hibernate.mutate({ tenantId })}>
            {t("tenants.rest.hibernate")}
          </Button>
        ) : (
          <Button
            variant="default"
            loading={wake.isPending || home.rest === "waking"}
            onClick={() => wake.mutate({ tenantId })}
          >
            {t("tenants.rest.wake")}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { label: t("tenants.rest.state"), value: t(`tenants.rest.states.${home.rest}`) },
          ...(since === null ? [] : [{ label: t("tenants.rest.since"), value: since }]),
          { label: t("tenants.rest.seen"), value: home.seenAt === null ? "–" : format.date(home.seenAt) },
        ]}
      />
    </Section>
  );
}
