import { Button } from "@mantine/core";
import { IconDownload, IconUserX } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { downloadText } from "../../lib/files.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { MainAndAside } from "../../ui/MainAndAside.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { AccountBadge } from "./AccountBadge.tsx";
import { CustomerAddresses } from "./CustomerAddresses.tsx";
import { CustomerCredit } from "./CustomerCredit.tsx";
import { CustomerFields } from "./CustomerFields.tsx";
import { CustomerMarketing } from "./CustomerMarketing.tsx";
import { CustomerOrders } from "./CustomerOrders.tsx";
import { EraseDialog } from "./EraseDialog.tsx";

export function CustomerPage(): ReactNode {
  const { t } = useTranslation("customers");
  const { customerId } = useParams({ from: paths.customer });
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const [erasing, setErasing] = useState(false);
  const id = paramId("cus", customerId);
  const { data: customer } = useSuspenseQuery(trpc.customers.get.queryOptions({ id }));
  const isErased = customer.erasedAt !== null;
  // Asked for at the click, and kept nowhere: it holds everything of a person.
  const save = useMutation({
    mutationFn: () => queryClient.fetchQuery({ ...trpc.privacy.exportCustomer.queryOptions({ id }), gcTime: 0 }),
    onSuccess: (file) => downloadText(`${id}.json`, "application/json", JSON.stringify(file, null, 2)),
    onError: tell.failed,
  });
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.customers} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={isErased ? t("erased") : customer.name}
        description={
          isErased ? t("erasedOn", { at: format.dateTime(customer.erasedAt ?? customer.createdAt) }) : customer.email
        }
        badges={
          <>
            <AccountBadge customer={customer} />
            {customer.companyAccount === null ? null : (
              <LinkAnchor to={paths.company} params={{ shop: slug, companyId: customer.companyAccount.id }} size="sm">
                {t("companies.buysFor", { name: customer.companyAccount.name })}
              </LinkAnchor>
            )}
          </>
        }
        actions={
          <>
            {can(shop, "audit.read") ? (
              <LinkAnchor to={paths.audit} params={{ shop: slug }} search={{ subject: id }} size="sm">
                {t("audit")}
              </LinkAnchor>
            ) : null}
            {can(shop, "privacy.read") ? (
              <Button
                variant="default"
                leftSection={<IconDownload size={18} aria-hidden />}
                loading={save.isPending}
                onClick={() => save.mutate()}
              >
                {t("export.open")}
              </Button>
            ) : null}
            {can(shop, "customers.erase") && !isErased ? (
              <Button
                variant="default"
                color="red"
                leftSection={<IconUserX size={18} aria-hidden />}
                onClick={() => setErasing(true)}
              >
                {t("erase.open")}
              </Button>
            ) : null}
          </>
        }
      />
      <MainAndAside
        aside={
          <>
            <CustomerFields key={customer.version} customer={customer} />
            <CustomerCredit customer={customer} />
          </>
        }
      >
        <CustomerOrders customer={customer} />
        <CustomerAddresses customer={customer} />
        <CustomerMarketing customer={customer} />
      </MainAndAside>
      {erasing ? <EraseDialog customer={customer} onClose={() => setErasing(false)} /> : null}
    </>
  );
}
