import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Order } from "./types.ts";

const purposes = ["preferences", "analytics", "marketing", "sale_of_data"] as const;

/** What the buyer had allowed when the order was placed, as the ledger has it. */
export function OrderConsent({ order: { consent } }: { order: Order }): ReactNode {
  const { t } = useTranslation(["orders", "consent"]);
  const format = useFormat();
  const shop = useShop();
  if (consent === null) {
    return (
      <Section title={t("consent.title")}>
        <Text size="sm">{t("consent.none")}</Text>
      </Section>
    );
  }
  return (
    <Section title={t("consent.title")} description={t("consent.decided", { at: format.dateTime(consent.decidedAt) })}>
      <Stack gap="xs">
        <Facts
          label={t("consent.title")}
          facts={purposes.map((purpose) => ({
            label: t(`consent:purposes.${purpose}`),
            value: consent.choices[purpose] ? t("consent:allowed") : t("consent:refused"),
          }))}
        />
        <Text size="xs" c="dimmed">
          {t("consent.entry", { seq: consent.seq, version: consent.policyVersion })}
        </Text>
        {can(shop, "privacy.read") ? (
          <LinkAnchor to={paths.privacy} params={{ shop: shop.slug }} search={{ subject: consent.subjectId }} size="sm">
            {t("consent.open")}
          </LinkAnchor>
        ) : null}
      </Stack>
    </Section>
  );
}
