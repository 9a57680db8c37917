import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat, type Format } from "../../lib/format.ts";
import { LinkButton } from "../../lib/links.tsx";
import { useMethodName } from "../../lib/payment-methods.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge, type Tone } from "../../ui/StatusBadge.tsx";

type Attention = AdminOutputs["orders"]["attention"];
type Kind =
  | "openOrders"
  | "awaitedPayments"
  | "failedPayments"
  | "failedRefunds"
  | "lowStock"
  | "stale"
  | "untaxed"
  | "failedJobs";

interface Item {
  readonly kind: Kind;
  readonly tone: Tone;
  readonly number: number;
  readonly detail: string;
}

/** The server counts no further than this. */
const mostCounted = 1_000;

function itemsOf(found: Attention, format: Format): Item[] {
  const all: Item[] = [
    { kind: "openOrders", tone: "info", number: found.openOrders, detail: "" },
    { kind: "awaitedPayments", tone: "info", number: found.awaitedPayments, detail: "" },
    { kind: "failedPayments", tone: "bad", number: found.failedPayments.length, detail: "" },
    { kind: "failedRefunds", tone: "bad", number: found.failedRefunds, detail: "" },
    {
      kind: "lowStock",
      tone: "attention",
      number: found.lowStock.variants,
      detail: format.number(found.lowStock.atMost),
    },
    { kind: "stale", tone: "attention", number: found.staleProducts, detail: "" },
    {
      kind: "untaxed",
      tone: "bad",
      number: found.countriesWithoutTax.length,
      detail: format.list(found.countriesWithoutTax.map(format.country)),
    },
    { kind: "failedJobs", tone: "attention", number: found.failedJobs, detail: "" },
  ];
  return all.filter(({ number }) => number > 0);
}

/** What waits for somebody, each with the way to where it is done. */
export function AttentionSection(): ReactNode {
  const { t } = useTranslation("home");
  const { trpc } = useShop();
  const format = useFormat();
  const found = useQuery(trpc.orders.attention.queryOptions({}));
  if (found.isError) return <ProblemNote error={found.error} />;
  if (found.data === undefined) return <LoadingRegion label={t("attention.title")} lines={3} />;
  const items = itemsOf(found.data, format);
  return (
    <Section title={t("attention.title")}>
      {items.length === 0 ? (
        <Text c="dimmed">{t("attention.none")}</Text>
      ) : (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
          {items.map((item) => (
            <li key={item.kind}>
              <Group justify="space-between" gap="xs" wrap="nowrap">
                <Group gap="sm" wrap="nowrap">
                  <StatusBadge tone={item.tone}>
                    {item.number >= mostCounted ? `${format.number(mostCounted)}+` : format.number(item.number)}
                  </StatusBadge>
                  <Text>{t(`attention.${item.kind}`, { detail: item.detail })}</Text>
                </Group>
                <Way kind={item.kind} />
              </Group>
              {item.kind === "failedPayments" ? <FailedPayments payments={found.data.failedPayments} /> : null}
            </li>
          ))}
        </Stack>
      )}
    </Section>
  );
}

/** Which they are: no order came of them, so no other page tells. */
function FailedPayments({ payments }: { payments: Attention["failedPayments"] }): ReactNode {
  const { t, i18n } = useTranslation("home");
  const format = useFormat();
  const methodName = useMethodName();
  // The bank's codes are many and new ones come: those without a name of ours are shown as they are.
  const declined = (code: string | null): string | null =>
    code !== null && i18n.exists(`home:attention.declines.${code}`) ? t(`attention.declines.${code}` as never) : code;
  return (
    <Stack component="ul" gap={2} mt={4} ps="lg">
      {payments.map(({ id, at, amount, method, declineCode, providerRef }) => (
        <Text component="li" key={id} size="sm" c="dimmed">
          {[
            format.dateTime(at),
            format.money(amount),
            method === null ? null : methodName(method),
            declined(declineCode),
            providerRef,
          ]
            .filter((part) => part !== null)
            .map((part, i) => (
              <span key={part}>
                {i === 0 ? "" : " · "}
                <bdi>{part}</bdi>
              </span>
            ))}
        </Text>
      ))}
    </Stack>
  );
}

function Way({ kind }: { kind: Kind }): ReactNode {
  const { t } = useTranslation("home");
  const { slug: shop } = useShop();
  const look = { variant: "light", size: "xs", flex: "none", params: { shop } } as const;
  const label = t("attention.look");
  if (kind === "failedJobs")
    return (
      <LinkButton {...look} to={paths.importProducts}>
        {label}
      </LinkButton>
    );
  if (kind === "lowStock")
    return (
      <LinkButton {...look} to={paths.stock} search={{ low: "yes" }}>
        {label}
      </LinkButton>
    );
  if (kind === "stale")
    return (
      <LinkButton {...look} to={paths.translations} search={{ state: "stale" }}>
        {label}
      </LinkButton>
    );
  if (kind === "untaxed")
    return (
      <LinkButton {...look} to={paths.markets}>
        {label}
      </LinkButton>
    );
  if (kind === "failedPayments")
    return (
      <LinkButton {...look} to={paths.payments}>
        {label}
      </LinkButton>
    );
  if (kind === "awaitedPayments")
    return (
      <LinkButton {...look} to={paths.awaitedOrders}>
        {label}
      </LinkButton>
    );
  if (kind === "openOrders")
    return (
      <LinkButton {...look} to={paths.orders} search={{ delivery: "open" }}>
        {label}
      </LinkButton>
    );
  return (
    <LinkButton {...look} to={paths.orders}>
      {label}
    </LinkButton>
  );
}
