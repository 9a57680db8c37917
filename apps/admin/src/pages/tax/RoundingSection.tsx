import { Group, Select, Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";

const levels = ["line", "unit", "order"] as const;
const modes = ["half-up", "half-even", "half-down", "down", "up"] as const;

/** How the whole shop rounds tax. */
export function RoundingSection(): ReactNode {
  const { t } = useTranslation(["tax", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const queryClient = useQueryClient();
  const tell = useTell();
  const { data: settings } = useSuspenseQuery(trpc.tax.getSettings.queryOptions({}));
  const save = useMutation(
    trpc.tax.setSettings.mutationOptions({
      onSuccess: (answer) => {
        queryClient.setQueryData(trpc.tax.getSettings.queryKey({}), answer);
        tell.done(t("common:saved"));
      },
      onError: async (error) => {
        tell.failed(error);
        await queryClient.invalidateQueries(trpc.tax.getSettings.pathFilter());
      },
    }),
  );
  const locked = !can(shop, "markets.write") || save.isPending;
  return (
    <Section title={t("rounding.title")} description={t("rounding.description")}>
      <Stack maw={560}>
        <Group grow align="flex-start">
          <Select
            label={t("rounding.level")}
            data={levels.map((value) => ({ value, label: t(`rounding.levels.${value}`) }))}
            value={settings.roundingLevel}
            onChange={(value) => {
              const roundingLevel = levels.find((level) => level === value);
              if (roundingLevel !== undefined) save.mutate({ ...settings, roundingLevel });
            }}
            allowDeselect={false}
            disabled={locked}
          />
          <Select
            label={t("rounding.mode")}
            data={modes.map((value) => ({ value, label: t(`rounding.modes.${value}`) }))}
            value={settings.roundingMode}
            onChange={(value) => {
              const roundingMode = modes.find((mode) => mode === value);
              if (roundingMode !== undefined) save.mutate({ ...settings, roundingMode });
            }}
            allowDeselect={false}
            disabled={locked}
          />
        </Group>
      </Stack>
    </Section>
  );
}
