import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { Why } from "../../lib/Why.tsx";
import { PriceTrace } from "../../lib/WhyThisPrice.tsx";
import { Promotions, Taxation, Taxes } from "./OrderWhy.tsx";
import type { Order } from "./types.ts";

type Explanation = AdminOutputs["orders"]["explain"];

/** Which amount of an order. */
export type Amount =
  | { readonly of: "unit" | "line_tax" | "line_total"; readonly lineId: string }
  | { readonly of: "items" | "shipping" | "discount" | "total" | "due" }
  | { readonly of: "tax"; readonly nth: number };

interface Props {
  order: Order;
  what: Amount;
  label: string;
  value: WireMoney;
}

/** An amount of an order with how it came about, from what the order has kept. */
export function AmountWhy({ order: { id }, what, label, value }: Props): ReactNode {
  const format = useFormat();
  return (
    <Why label={label} amount={format.money(value)}>
      {() => <Explained orderId={id} what={what} />}
    </Why>
  );
}

function Explained({ orderId, what }: { orderId: Order["id"]; what: Amount }): ReactNode {
  const { trpc } = useShop();
  const answer = useQuery(trpc.orders.explain.queryOptions({ id: orderId }));
  if (answer.isError) return <ProblemNote error={answer.error} />;
  if (answer.data === undefined) return <Skeleton h={60} />;
  return (
    <Stack gap={4}>
      <Part why={answer.data} what={what} />
    </Stack>
  );
}

function Part({ why, what }: { why: Explanation; what: Amount }): ReactNode {
  switch (what.of) {
    case "unit":
    case "line_tax":
    case "line_total": {
      const line = why.lines.find(({ id }) => id === what.lineId);
      if (line === undefined) return null;
      if (what.of === "unit") return <PriceTrace steps={line.price} />;
      if (what.of === "line_tax") return <Taxes of={line} />;
      return <LineTotal line={line} />;
    }
    case "items":
      return <Items why={why} />;
    case "shipping":
      return <Shipping why={why} />;
    case "discount":
      return <Promotions why={why} />;
    case "tax":
      return <TaxLine why={why} nth={what.nth} />;
    case "total":
      return <Total why={why} />;
    case "due":
      return <Due why={why} />;
  }
}

function Said({ children }: { children: ReactNode }): ReactNode {
  return <Text size="sm">{children}</Text>;
}

const less = (amount: WireMoney): WireMoney => ({ ...amount, amount: -amount.amount });

function LineTotal({ line }: { line: Explanation["lines"][number] }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { quantity, unitPrice, subtotal, discount } = line;
  return (
    <>
      <Said>
        {t("why.times", {
          quantity: format.number(quantity),
          price: format.money(unitPrice),
          amount: format.money(subtotal),
        })}
      </Said>
      {discount.amount === 0 ? null : <Said>{t("why.lessDiscount", { discount: format.money(less(discount)) })}</Said>}
    </>
  );
}

function Items({ why: { lines, recalculated } }: { why: Explanation }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  return (
    <>
      {lines.map(({ id, title, quantity, subtotal }) => (
        <Said key={id}>{`${format.number(quantity)} × ${title}: ${format.money(subtotal)}`}</Said>
      ))}
      <Said>{t("why.sum", { amount: format.money(recalculated.items) })}</Said>
    </>
  );
}

function Shipping({ why: { shipping } }: { why: Explanation }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { name, unitPrice, freeAbove, freeAboveSteps, discount, price } = shipping;
  return (
    <>
      <Said>{t("why.method", { method: name, amount: format.money(unitPrice) })}</Said>
      {price.length === 0 ? null : <PriceTrace steps={price} />}
      {freeAbove === null ? null : <Said>{t("why.freeAbove", { amount: format.money(freeAbove) })}</Said>}
      {freeAboveSteps.length === 0 ? null : <PriceTrace steps={freeAboveSteps} />}
      {discount.amount === 0 ? null : <Said>{t("why.lessDiscount", { discount: format.money(less(discount)) })}</Said>}
      <Taxes of={shipping} />
    </>
  );
}

function TaxLine({ why, nth }: { why: Explanation; nth: number }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const line = why.taxLines[nth];
  if (line === undefined) return null;
  const { name, ratePpm, base, tax } = line;
  return (
    <>
      <Said>
        {t("why.tax", {
          name,
          rate: format.percent(ratePpm),
          base: format.money(base),
          tax: format.money(tax),
        })}
      </Said>
      <Taxation why={why} />
    </>
  );
}

/** Which amounts can be charged at all, and which of them is nearest. */
function Due({ why: { paymentRounding } }: { why: Explanation }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  if (paymentRounding === undefined) return null;
  const { exact, step, due } = paymentRounding;
  return (
    <>
      <Said>{t("why.exact", { amount: format.money(exact) })}</Said>
      <Said>{t("why.chargeStep", { step: format.money(step), amount: format.money(due) })}</Said>
      <Said>{t("why.notTaxed")}</Said>
    </>
  );
}

function Total({ why: { recalculated, taxIncluded, agrees } }: { why: Explanation }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { items, shipping, discount, tax, total } = recalculated;
  const parts = [
    t("why.parts.items", { amount: format.money(items) }),
    t("why.parts.shipping", { amount: format.money(shipping) }),
    ...(discount.amount === 0 ? [] : [t("why.parts.discount", { amount: format.money(less(discount)) })]),
    t(taxIncluded ? "why.parts.taxIncluded" : "why.parts.tax", { amount: format.money(tax) }),
  ];
  return (
    <>
      {parts.map((part) => (
        <Said key={part}>{part}</Said>
      ))}
      <Said>{t("why.sum", { amount: format.money(total) })}</Said>
      <Text size="sm" c="dimmed">
        {t(agrees ? "why.agrees" : "why.differs")}
      </Text>
    </>
  );
}
