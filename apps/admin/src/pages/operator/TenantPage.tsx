import { Button, Code, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Facts } from "../../ui/Facts.tsx";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Note } from "../../ui/Note.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { PlanSection } from "./PlanSection.tsx";
import { RestSection } from "./RestSection.tsx";
import { StatusOfTenant } from "./StatusOfTenant.tsx";
import { SuspendDialog } from "./SuspendDialog.tsx";
import type { Tenant } from "./types.ts";

const route = getRouteApi(paths.operatorTenant);

/** Packing a shop away and bringing it back take seconds, and so does telling its region. */
function nextLook(tenant: Tenant | undefined): number | false {
  if (tenant?.home?.rest === "falling" || tenant?.home?.rest === "waking") return 1_000;
  return tenant?.told === false ? 3_000 : false;
}

/** One shop from outside: where it is, how it stands, what it may use. Nothing of what is in it. */
export function TenantPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { tenantId } = route.useParams();
  const { control } = useSession();
  const id = paramId("ten", tenantId);
  const tenant = useQuery({
    ...control.trpc.tenants.get.queryOptions({ tenantId: id }),
    refetchInterval: ({ state: { data } }) => nextLook(data),
  });
  const back = <LinkAnchor to={paths.operatorTenants}>{t("tenants.title")}</LinkAnchor>;
  if (tenant.isError) {
    return (
      <>
        <PageHeader title={t("tenants.one")} back={back} />
        <ProblemNote error={tenant.error} />
      </>
    );
  }
  if (tenant.data === undefined) return <LoadingRegion label={t("common:loading")} />;
  return <Shown tenant={tenant.data} back={back} />;
}

function Shown({ tenant, back }: { tenant: Tenant; back: ReactNode }): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const format = useFormat();
  const [asks, setAsks] = useState(false);
  const { id: tenantId, status, suspension, home, told, attempts } = tenant;
  const step = home?.step ?? null;
  const isOpen = status === "active" || status === "suspended";
  const isAway = isOpen && home === null;
  const resume = useMutation(
    control.trpc.tenants.resume.mutationOptions({
      onSuccess: async () => {
        tell.done(t(isAway ? "tenants.queued" : "tenants.resumed"));
        await queryClient.invalidateQueries(control.trpc.tenants.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  return (
    <>
      <PageHeader
        title={tenant.name}
        back={back}
        badges={<StatusOfTenant tenant={tenant} />}
        actions={
          status === "active" ? (
            <Button color="red" variant="light" onClick={() => setAsks(true)}>
              {t("tenants.suspend")}
            </Button>
          ) : status === "suspended" ? (
            <Button loading={resume.isPending} onClick={() => resume.mutate({ tenantId })}>
              {t("tenants.resume")}
            </Button>
          ) : null
        }
      />
      <Stack>
        {suspension === null ? null : (
          <Note kind="warning" title={t(`tenants.reasons.${suspension.reason}`)}>
            {t("tenants.suspendedSince", { at: format.dateTime(suspension.since) })}
          </Note>
        )}
        {tenant.eraseAt === null ? null : (
          <Note kind="warning">{t("tenants.erasedAt", { at: format.dateTime(tenant.eraseAt) })}</Note>
        )}
        {told ? null : (
          <Note kind="info">{attempts < 2 ? t("tenants.telling") : t("tenants.notTold", { attempts })}</Note>
        )}
        {isAway ? (
          <Note
            kind="warning"
            title={t("tenants.away")}
            footnote={
              tenant.heardAt === null
                ? t("regions.neverHeard")
                : t("regions.heard", { at: format.dateTime(tenant.heardAt) })
            }
          >
            {t("tenants.awayActs")}
          </Note>
        ) : null}
        <Section title={t("tenants.where")}>
          <Facts
            facts={[
              { label: t("tenants.id"), value: <Code>{tenantId}</Code> },
              { label: t("tenants.slug"), value: tenant.slug },
              { label: t("region"), value: t(`common:regions.${tenant.region}`) },
              { label: t("cell"), value: tenant.cell ?? "–" },
              { label: t("tenants.since"), value: format.dateTime(tenant.createdAt) },
              { label: t("tenants.openSince"), value: home === null ? "–" : format.dateTime(home.openedAt) },
              { label: t("tenants.step"), value: step === null ? "–" : <Code>{step}</Code> },
            ]}
          />
        </Section>
        {isOpen && home !== null ? (
          <RestSection tenantId={tenantId} home={home} hibernatedAt={tenant.hibernatedAt} />
        ) : null}
        <PlanSection tenantId={tenantId} isAway={isAway} />
        <LinkAnchor to={paths.operatorAudit} search={{ subject: tenantId }}>
          {t("tenants.acts")}
        </LinkAnchor>
      </Stack>
      {asks ? <SuspendDialog tenant={tenant} isAway={isAway} onClose={() => setAsks(false)} /> : null}
    </>
  );
}
