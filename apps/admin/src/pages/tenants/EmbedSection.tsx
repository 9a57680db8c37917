import { Box, Code, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession, useShop } from "../../lib/session.ts";
import { CopyIcon } from "../../ui/CopyField.tsx";
import { Section } from "../../ui/Section.tsx";
import { embedSnippet } from "./embed-snippet.ts";

export function EmbedSection(): ReactNode {
  const { t } = useTranslation("tenants");
  return (
    <Section title={t("embed.title")} description={t("embed.description")}>
      <EmbedSnippet publishableKey={null} />
    </Section>
  );
}

/** The snippet with a key in it, or with a place for one: keys are shown only once. */
export function EmbedSnippet({ publishableKey }: { publishableKey: string | null }): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const { config } = useSession();
  const { region, trpc } = useShop();
  const markets = useQuery(trpc.markets.list.queryOptions({}));
  const market = markets.data?.items.find(({ status }) => status === "active");
  const endpoint = config.regions[region] ?? "";
  const snippet = embedSnippet({
    scriptUrl: `${config.demoUrl ?? endpoint}/sdk/embed.js`,
    endpoint,
    publishableKey: publishableKey ?? `pk_${region}_…`,
    market: market?.handle,
  });
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t("embed.paste")}</Text>
        <CopyIcon value={snippet} copyLabel={t("embed.copy")} copiedLabel={t("common:copied")} />
      </Group>
      <Box component="section" aria-label={t("embed.code")}>
        <Code block className="code-block" tabIndex={0}>
          {snippet}
        </Code>
      </Box>
    </Stack>
  );
}
