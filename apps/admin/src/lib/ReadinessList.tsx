import { Group, Progress, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconCheck, IconCircleDashed } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../app/paths.ts";
import type { AdminOutputs } from "./api.ts";
import { useFormat, type Format } from "./format.ts";
import { LinkButton } from "./links.tsx";
import { useShop } from "./session.ts";

export type Readiness = AdminOutputs["checkout"]["readiness"];
type Step = Readiness["steps"][number];

/** What a shop still needs before it can sell; each missing piece leads to where it is mended. */
export function ReadinessList({ readiness }: { readiness: Readiness }): ReactNode {
  const { t } = useTranslation("home");
  const done = readiness.steps.filter((step) => step.done).length;
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="nowrap">
        <Progress value={(done / readiness.steps.length) * 100} flex={1} aria-label={t("readiness.progress")} />
        <Text size="sm">{t("readiness.count", { done, total: readiness.steps.length })}</Text>
      </Group>
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {readiness.steps.map((step) => (
          <li key={`${step.step} ${step.market?.id ?? ""}`}>
            <StepLine step={step} />
          </li>
        ))}
      </Stack>
    </Stack>
  );
}

function StepLine({ step }: { step: Step }): ReactNode {
  const { t } = useTranslation("home");
  const format = useFormat();
  const name = t(`readiness.steps.${step.step}.name`);
  const missing = missingInWords(step, format);
  return (
    <Group justify="space-between" align="center" gap="xs">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <StepMark done={step.done} />
        <div>
          <Text fw={step.done ? 400 : 600}>{step.market === null ? name : `${name} – ${step.market.name}`}</Text>
          {step.done ? null : (
            <Text size="sm" c="dimmed">
              {missing === ""
                ? t(`readiness.steps.${step.step}.todo`)
                : t(`readiness.steps.${step.step}.todoFor`, { missing })}
            </Text>
          )}
        </div>
      </Group>
      {step.done ? null : <MendLink step={step} label={t(`readiness.steps.${step.step}.action`)} />}
    </Group>
  );
}

function StepMark({ done }: { done: boolean }): ReactNode {
  const { t } = useTranslation("home");
  const Mark = done ? IconCheck : IconCircleDashed;
  return (
    <ThemeIcon variant="light" color={done ? "green" : "yellow"} radius="xl" size="md">
      {/* It is a drawing inside the page, and no file that an img could show. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <Mark size={16} role="img" aria-label={done ? t("readiness.done") : t("readiness.missing")} />
    </ThemeIcon>
  );
}

function missingInWords({ step, missing }: Step, format: Format): string {
  if (step === "tax_rates" || step === "shipping") return format.list(missing.map(format.country));
  return format.list(missing);
}

function MendLink({ step: { step, market }, label }: { step: Step; label: string }): ReactNode {
  const { slug: shop } = useShop();
  const look = { variant: "light", size: "xs" } as const;
  if (step === "products")
    return (
      <LinkButton {...look} to={paths.importProducts} params={{ shop }}>
        {label}
      </LinkButton>
    );
  if (step === "prices")
    return (
      <LinkButton {...look} to={paths.products} params={{ shop }}>
        {label}
      </LinkButton>
    );
  if (step === "payments")
    return (
      <LinkButton {...look} to={paths.payments} params={{ shop }}>
        {label}
      </LinkButton>
    );
  if (market === null) {
    const to = step === "market" ? paths.newMarket : paths.markets;
    return (
      <LinkButton {...look} to={to} params={{ shop }}>
        {label}
      </LinkButton>
    );
  }
  const to = {
    market: paths.market,
    exchange_rate: paths.marketRates,
    tax_rates: paths.marketTaxes,
    shipping: paths.marketShipping,
  };
  return (
    <LinkButton {...look} to={to[step]} params={{ shop, marketId: market.id }}>
      {label}
    </LinkButton>
  );
}
