import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { OrderTable } from "../../lib/OrderTable.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { MainAndAside } from "../../ui/MainAndAside.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { CompanyBadge } from "./CompanyBadges.tsx";
import { CompanyFields } from "./CompanyFields.tsx";
import { CompanyMembers } from "./CompanyMembers.tsx";
import { CompanyPriceLists } from "./CompanyPriceLists.tsx";
import type { Company } from "./types.ts";

/** A company: who buys for it, at which prices, what was bought, and what is kept of it. */
export function CompanyPage(): ReactNode {
  const { t } = useTranslation(["customers", "common"]);
  const { companyId } = useParams({ from: paths.company });
  const shop = useShop();
  const { trpc, slug } = shop;
  const tell = useTell();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const id = paramId("cmp", companyId);
  const { data: company } = useSuspenseQuery(trpc.customers.getCompany.queryOptions({ id }));
  const remove = useMutation(
    trpc.customers.removeCompany.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: paths.companies, params: { shop: slug } });
        await queryClient.invalidateQueries(trpc.customers.listCompanies.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  async function ask(): Promise<void> {
    const yes = await confirm({
      title: t("companies.removeTitle", { name: company.name }),
      body: t("companies.removeBody", { count: company.members }),
      confirmLabel: t("common:delete"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (yes) remove.mutate({ id, version: company.version });
  }
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.companies} params={{ shop: slug }} size="sm">
            {t("companies.title")}
          </LinkAnchor>
        }
        title={company.name}
        badges={<CompanyBadge status={company.status} />}
        actions={
          <>
            {can(shop, "audit.read") ? (
              <LinkAnchor to={paths.audit} params={{ shop: slug }} search={{ subject: id }} size="sm">
                {t("audit")}
              </LinkAnchor>
            ) : null}
            {can(shop, "customers.write") ? (
              <Button variant="default" color="red" loading={remove.isPending} onClick={() => void ask()}>
                {t("companies.remove")}
              </Button>
            ) : null}
          </>
        }
      />
      <MainAndAside aside={<CompanyFields key={company.version} company={company} />}>
        <CompanyMembers company={company} />
        <CompanyPriceLists companyId={id} />
        <CompanyOrders companyId={id} />
      </MainAndAside>
    </>
  );
}

/** Orders that are shown here. */
const shown = 20;

function CompanyOrders({ companyId }: { companyId: Company["id"] }): ReactNode {
  const { t } = useTranslation("customers");
  const { trpc } = useShop();
  const orders = useQuery(trpc.orders.list.queryOptions({ companyId, first: shown }));
  return (
    <Section title={t("orders.title")}>
      {orders.isError ? (
        <ProblemNote error={orders.error} />
      ) : (
        <OrderTable rows={orders.data?.items} empty={<EmptyNote title={t("orders.empty")} />} placeholders={2} />
      )}
    </Section>
  );
}
