import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { PriceTrace } from "../../lib/WhyThisPrice.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";

type Explanation = AdminOutputs["orders"]["explain"];

/** Behind each amount of the order: how it came about, and whether it comes out the same when computed anew. */
export function OrderWhy({ orderId }: { orderId: `ord_${string}` }): ReactNode {
  const { t } = useTranslation("orders");
  const { trpc } = useShop();
  const id = useId();
  const [shown, setShown] = useState(false);
  const answer = useQuery(trpc.orders.explain.queryOptions({ id: orderId }, { enabled: shown }));
  return (
    <Section
      title={t("why.title")}
      description={t("why.description")}
      actions={
        <Button
          variant="default"
          aria-expanded={shown}
          aria-controls={id}
          loading={answer.isFetching}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? "why.hide" : "why.show")}
        </Button>
      }
    >
      <div id={id}>
        {shown && answer.isError ? <ProblemNote error={answer.error} /> : null}
        {shown && answer.data !== undefined ? <Explained why={answer.data} /> : null}
      </div>
    </Section>
  );
}

function Explained({ why }: { why: Explanation }): ReactNode {
  const { t } = useTranslation("orders");
  return (
    <Stack>
      <Note kind={why.agrees ? "success" : "warning"}>{t(why.agrees ? "why.agrees" : "why.differs")}</Note>
      {why.lines.map((line) => (
        <div key={line.id}>
          <Heading>{[line.title, line.optionText].filter((text) => text !== "").join(" · ")}</Heading>
          <PriceTrace steps={line.price} />
          <Taxes of={line} />
        </div>
      ))}
      <div>
        <Heading>{t("why.shipping", { method: why.shipping.name })}</Heading>
        {why.shipping.price.length === 0 ? null : <PriceTrace steps={why.shipping.price} />}
        <Taxes of={why.shipping} />
      </div>
      <Promotions why={why} />
      <Taxation why={why} />
    </Stack>
  );
}

function Heading({ children }: { children: ReactNode }): ReactNode {
  return (
    <Text component="h3" fw={600} size="sm" m={0}>
      {children}
    </Text>
  );
}

function Said({ children }: { children: ReactNode }): ReactNode {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}

export function Taxes({ of }: { of: Pick<Explanation["lines"][number], "taxes" | "reason"> }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  if (of.taxes.length === 0) return <Said>{t("why.untaxed", { reason: t(`taxReasons.${of.reason}`) })}</Said>;
  return of.taxes.map(({ rateId, part, name, ratePpm, base, amount, remainder }) => (
    <Said key={`${rateId} ${part?.of ?? ""}`}>
      {t("why.tax", { name, rate: format.percent(ratePpm), base: format.money(base), tax: format.money(amount) })}
      {remainder === 0 ? "" : ` ${t(remainder > 0 ? "why.remainderMore" : "why.remainderLess")}`}
    </Said>
  ));
}

export function Promotions({ why: { promotions, refusedPromotions, recalculated } }: { why: Explanation }): ReactNode {
  const { t } = useTranslation(["orders", "promotions"]);
  const format = useFormat();
  const { currency } = recalculated.total;
  if (promotions.length + refusedPromotions.length === 0) return null;
  return (
    <div>
      <Heading>{t("why.discounts")}</Heading>
      {promotions.map(({ name, base, amount }, index) => (
        <Said key={index}>
          {t("why.discount", {
            name,
            amount: format.money({ amount, currency }),
            base: format.money({ amount: base, currency }),
          })}
        </Said>
      ))}
      {refusedPromotions.map(({ promotionId, name, reason }) => (
        <Said key={promotionId}>{t("why.refused", { name, reason: t(`promotions:refusals.${reason}`) })}</Said>
      ))}
    </div>
  );
}

export function Taxation({ why }: { why: Explanation }): ReactNode {
  const { taxSource, decision, rounding } = why;
  const { t } = useTranslation(["orders", "tax"]);
  const format = useFormat();
  const steps = (decision?.steps ?? []).flatMap(({ step, about }) => {
    const known = knownSteps.find((one) => one === step);
    return known === undefined ? [] : [t(`why.steps.${known}`, { about })];
  });
  const mechanism = knownMechanisms.find((one) => one === decision?.mechanism);
  const source = (): string => {
    switch (taxSource.kind) {
      case "builtin":
        return t("why.builtin");
      case "engine":
        return t("why.engine", { engine: taxSource.engine, at: format.dateTime(taxSource.at) });
      case "fallback":
        return t("why.fallback", { reason: t(`why.faults.${taxSource.reason}`) });
    }
  };
  const level = t(`tax:rounding.levels.${rounding.level}`);
  const mode = knownModes.find((one) => one === rounding.mode);
  return (
    <div>
      <Heading>{t("why.taxation")}</Heading>
      <Said>{source()}</Said>
      {mechanism === undefined ? null : (
        <Said>{t("why.decision", { mechanism: t(`why.mechanisms.${mechanism}`), steps: format.list(steps) })}</Said>
      )}
      <Measured why={why} />
      {mode === undefined ? null : <Said>{t("why.rounding", { level, mode: t(`tax:rounding.modes.${mode}`) })}</Said>}
    </div>
  );
}

/** The values that decided who taxes. */
function Measured({ why: { importValue, unionSale } }: { why: Explanation }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const worth = (): string | null => {
    if (importValue === undefined) return null;
    const { per, value } = importValue;
    const limit = format.money(importValue.limit);
    if (value === null) return t("why.importUnknown", { limit });
    return t(per === "piece" ? "why.importPiece" : "why.importConsignment", { value: format.money(value), limit });
  };
  const said = worth();
  return (
    <>
      {said === null ? null : <Said>{said}</Said>}
      {unionSale?.net ? <Said>{t("why.unionSale", { net: format.money(unionSale.net) })}</Said> : null}
    </>
  );
}

const knownModes = ["half-up", "half-even", "half-down", "down", "up"] as const;
const knownMechanisms = [
  "domestic",
  "destination",
  "oss",
  "origin",
  "intra_community",
  "reverse_charge",
  "export",
  "exempt",
  "none",
] as const;
const knownSteps = [
  "special_territory",
  "buyer_exempt",
  "same_area",
  "tax_id_valid",
  "tax_id_invalid",
  "tax_id_unverified",
  "tax_id_rejected",
  "oss",
  "registered_there",
  "below_threshold",
  "above_threshold",
  "leaves_area",
  "not_registered",
  "before_2021",
  "above_import_limit",
  "before_2015",
] as const;
