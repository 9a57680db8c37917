import { Switch } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";

/** Whether the European Central Bank's rates come by themselves, and how the last try went. */
export function RateScheduleSection(): ReactNode {
  const { t } = useTranslation("pricing");
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { data: schedule } = useSuspenseQuery(trpc.pricing.getRateSchedule.queryOptions({}));
  const save = useMutation(
    trpc.pricing.setRateSchedule.mutationOptions({
      onSuccess: async () => {
        tell.done(t("schedule.saved"));
        await queryClient.invalidateQueries(trpc.pricing.getRateSchedule.pathFilter());
      },
    }),
  );
  const { enabled, possible, failures, lastDay } = schedule;
  return (
    <Section title={t("schedule.title")} description={t("schedule.description")}>
      {save.isError ? <ProblemNote error={save.error} /> : null}
      <Switch
        label={t("schedule.enabled")}
        description={lastDay === null ? t("schedule.never") : t("schedule.last", { day: format.day(lastDay) })}
        checked={enabled}
        disabled={save.isPending || !can(shop, "markets.write")}
        onChange={({ currentTarget }) => save.mutate({ enabled: currentTarget.checked })}
      />
      {enabled && !possible ? <Note kind="info">{t("schedule.notHere")}</Note> : null}
      {enabled && failures > 0 ? <Note kind="warning">{t("schedule.failing", { count: failures })}</Note> : null}
    </Section>
  );
}
