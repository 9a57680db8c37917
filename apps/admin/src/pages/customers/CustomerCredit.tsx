import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Customer } from "./types.ts";

/** What the customer has in credit with the shop; nothing is drawn without any. */
export function CustomerCredit({ customer: { id } }: { customer: Customer }): ReactNode {
  const { t } = useTranslation("customers");
  const { trpc } = useShop();
  const format = useFormat();
  const { data } = useQuery(trpc.credit.listStoreCredit.queryOptions({ customerId: id }));
  if (data === undefined || data.items.length === 0) return null;
  const facts = data.items.map(({ balance }) => ({
    label: format.currency(balance.currency),
    value: format.money(balance),
  }));
  return (
    <Section title={t("credit")}>
      <Facts facts={facts} />
    </Section>
  );
}
