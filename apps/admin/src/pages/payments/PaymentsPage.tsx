import { Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Note } from "../../ui/Note.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { ConnectForm } from "./ConnectForm.tsx";
import { ShopMethods } from "./ShopMethods.tsx";

type Account = AdminOutputs["payments"]["getAccount"];
const tones = { none: "neutral", pending: "attention", connected: "good", failed: "bad" } as const;

export function PaymentsPage(): ReactNode {
  const { t } = useTranslation("payments");
  const shop = useShop();
  const { data: account } = useSuspenseQuery(shop.trpc.payments.getAccount.queryOptions({}));
  const connected = account.state === "connected";
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        badges={<StatusBadge tone={tones[account.state]}>{t(`states.${account.state}`)}</StatusBadge>}
      />
      <Stack>
        {account.state === "failed" ? (
          <Note kind="error" title={t("failed")}>
            {t("failedBody", { code: account.errorCode ?? "" })}
          </Note>
        ) : null}
        {connected ? <ConnectedAccount account={account} /> : null}
        <ShopMethods />
        {can(shop, "shop.manage") ? (
          <Section
            title={connected ? t("connect.again") : t("connect.title")}
            description={connected ? t("connect.againHint") : t("connect.description")}
          >
            <ConnectForm suggestedKey={account.suggestedDevelopmentKey} />
          </Section>
        ) : connected ? null : (
          <Text>{t("askManager")}</Text>
        )}
      </Stack>
    </>
  );
}

function ConnectedAccount({ account }: { account: Account }): ReactNode {
  const { t } = useTranslation("payments");
  const format = useFormat();
  return (
    <Section title={t("account.title")}>
      <Facts
        label={t("account.title")}
        facts={[
          { label: t("account.provider"), value: "Stripe" },
          { label: t("account.id"), value: account.accountRef ?? "–" },
          { label: t("account.mode"), value: account.livemode ? t("account.live") : t("account.test") },
          { label: t("account.key"), value: `…${account.keyLast4 ?? ""}` },
          {
            label: t("account.webhooks"),
            value: account.webhooks ? t("account.webhooksOn") : t("account.webhooksOff"),
          },
          ...(account.connectedAt === null
            ? []
            : [{ label: t("account.since"), value: format.dateTime(account.connectedAt) }]),
        ]}
      />
    </Section>
  );
}
