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
        <ThemeIcon variant="light" color={step.done ? "green" : "yellow"} radius="xl" size="md">
          {step.done ? (
            <IconCheck size={16} aria-label={t("readiness.done")} role="img" />
          ) : (
            <IconCircleDashed size={16} aria-label={t("readiness.missing")} role="img" />
          )}
        </ThemeIcon>
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

function missingInWords({ step, missing }: Step, format: Format): string {
  if (step === "tax_rates" || step === "shipping") return format.list(missing.map(format.country));
  return format.list(missing);
}

function MendLink({ step: { step, market }, label }: { step: Step; label: string }): ReactNode {
  const { slug: shop } = useShop();
  const look = { variant: "light", size: "xs" } as const;
  if (step === "products") return <LinkButton {...look} to={paths.importProducts} params={{ shop }} children={label} />;
  if (step === "prices") return <LinkButton {...look} to={paths.products} params={{ shop }} children={label} />;
  if (step === "payments") return <LinkButton {...look} to={paths.payments} params={{ shop }} children={label} />;
  if (market === null) {
    const to = step === "market" ? paths.newMarket : paths.markets;
    return <LinkButton {...look} to={to} params={{ shop }} children={label} />;
  }
  const to = {
    market: paths.market,
    exchange_rate: paths.marketRates,
    tax_rates: paths.marketTaxes,
    shipping: paths.marketShipping,
  };
  return <LinkButton {...look} to={to[step]} params={{ shop, marketId: market.id }} children={label} />;
}
