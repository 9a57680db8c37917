import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs, AdminOutputs } from "./api.ts";
import { useFormat } from "./format.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { useShop } from "./session.ts";

type Step = AdminOutputs["pricing"]["explainPrice"]["trace"][number];

type Asked = AdminInputs["pricing"]["explainPrice"];
type Buyer = Pick<Asked, "customerId" | "companyId" | "groups" | "channel">;

interface Props {
  variantId: `var_${string}`;
  marketId: `mkt_${string}`;
  quantity?: number;
  /** Whose price; nobody in particular where left out. */
  buyer?: Buyer;
}

/** How a variant's price in a market comes about, step by step. */
export function WhyThisPrice({ variantId, marketId, quantity = 1, buyer = {} }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const format = useFormat();
  const answer = useQuery(trpc.pricing.explainPrice.queryOptions({ variantId, marketId, quantity, ...buyer }));
  if (answer.isError) return <ProblemNote error={answer.error} />;
  if (answer.data === undefined) return null;
  return (
    <Stack gap={4} component="section" aria-label={t("why.title")}>
      <Text fw={600}>{answer.data.kind === "price" ? format.money(answer.data.amount) : t("why.notForSale")}</Text>
      <PriceTrace steps={answer.data.trace} />
    </Stack>
  );
}

/** The steps of a price, of a question or of what an order has kept. */
export function PriceTrace({ steps }: { steps: readonly Step[] }): ReactNode {
  const { t } = useTranslation("pricing");
  const format = useFormat();
  const said = (step: Step): string => {
    switch (step.step) {
      case "candidate": {
        const list = step.listName ?? t(`why.origins.${step.origin}`);
        // For whom the list is says why it is this buyer's.
        const name =
          step.audience === null || step.audience === "everybody"
            ? list
            : t("why.listFor", { list, audience: t(`why.audiences.${step.audience}`) });
        const amount = step.amount === null ? "" : ` ${format.money(step.amount)}`;
        return `${name}${amount}: ${t(`why.outcomes.${step.outcome}`)}`;
      }
      case "rate": {
        const legs = step.legs.map(
          ({ base, quote, rate, day, source }) =>
            `1 ${base} = ${rate} ${quote} (${format.day(day)}, ${t(`rates.sources.${source}`)})`,
        );
        return t("why.rate", { rates: format.list(legs), margin: format.percent(step.marginPpm) });
      }
      case "converted":
        return t("why.converted", { amount: format.money(step.amount) });
      case "rounded":
        return t("why.rounded", { amount: format.money(step.amount) });
      case "adjusted":
        return t("why.adjusted", {
          change: format.percent(step.changePpm),
          before: format.money(step.before),
          amount: format.money(step.amount),
        });
      case "tax_basis":
        return t(step.to === "gross" ? "why.taxAdded" : "why.taxTaken", { amount: format.money(step.amount) });
      case "free":
        return t("why.free", { from: format.money(step.from), worth: format.money(step.worth) });
      case "none":
        return t(`why.reasons.${step.reason}`);
    }
  };
  return (
    <Stack gap={2} component="ol" m={0} ps="lg">
      {steps.map((step, index) => (
        <Text key={index} component="li" size="sm">
          {said(step)}
        </Text>
      ))}
    </Stack>
  );
}
