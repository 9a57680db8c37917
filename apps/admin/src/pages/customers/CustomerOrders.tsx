import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OrderTable } from "../../lib/OrderTable.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Customer } from "./types.ts";

/** Orders that are shown here; all of them are in the list of orders. */
const shown = 20;

export function CustomerOrders({ customer: { id } }: { customer: Customer }): ReactNode {
  const { t } = useTranslation("customers");
  const { trpc } = useShop();
  const orders = useQuery(trpc.orders.list.queryOptions({ customerId: id, first: shown }));
  return (
    <Section title={t("orders.title")}>
      {orders.isError ? (
        <ProblemNote error={orders.error} />
      ) : (
        <OrderTable
          rows={orders.data?.items}
          empty={<EmptyNote title={t("orders.empty")} />}
          placeholders={2}
          ofOneBuyer
        />
      )}
    </Section>
  );
}
