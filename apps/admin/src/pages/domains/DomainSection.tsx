import { Button, Fieldset, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { CopyField } from "../../ui/CopyField.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge, type Tone } from "../../ui/StatusBadge.tsx";
import type { Domain } from "./types.ts";

const tones: Readonly<Record<Domain["state"], Tone>> = {
  pending: "attention",
  verified: "info",
  active: "good",
  failed: "bad",
  lost: "bad",
};

/** One domain: where it stands, the records that it wants, and what can be done. */
export function DomainSection({ domain, mayChange }: { domain: Domain; mayChange: boolean }): ReactNode {
  const { t } = useTranslation("domains");
  const format = useFormat();
  const { state, shown, checkedAt, missingSince } = domain;
  return (
    <Section
      title={shown}
      description={checkedAt === null ? t("neverChecked") : t("checked", { at: format.dateTime(checkedAt) })}
      actions={<StatusBadge tone={tones[state]}>{t(`states.${state}`)}</StatusBadge>}
    >
      <Stack>
        <Text size="sm">{t(`stateHints.${state}`)}</Text>
        {missingSince === null ? null : (
          <Note kind="warning" title={t("missingTitle")}>
            {t("missing", { at: format.dateTime(missingSince) })}
          </Note>
        )}
        {domain.problem === null ? null : <Note kind="info">{t(`problems.${domain.problem}`)}</Note>}
        <Records legend={t("proof")} hint={t("proofHint")} type="TXT" record={domain.proof} />
        <Records
          legend={t("pointer")}
          hint={domain.atRoot ? t("pointerRootHint") : t("pointerHint")}
          type={domain.atRoot ? "ALIAS" : "CNAME"}
          record={domain.pointer}
        />
        {mayChange ? <Actions domain={domain} /> : null}
      </Stack>
    </Section>
  );
}

interface RecordsProps {
  legend: string;
  hint: string;
  type: "TXT" | "CNAME" | "ALIAS";
  record: Domain["proof"];
}

function Records({ legend, hint, type, record }: RecordsProps): ReactNode {
  const { t } = useTranslation(["domains", "common"]);
  const copying = { copyLabel: t("common:copy"), copiedLabel: t("common:copied") };
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
        <CopyField label={t("domains:recordName", { type })} value={record.name} {...copying} />
        <CopyField label={t("domains:recordValue", { type })} value={record.value} {...copying} />
      </Stack>
    </Fieldset>
  );
}

function Actions({ domain: { id, shown } }: { domain: Domain }): ReactNode {
  const { t } = useTranslation(["domains", "common"]);
  const { trpc } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(trpc.domains.list.pathFilter());
  const check = useMutation(
    trpc.domains.check.mutationOptions({
      onSuccess: async ({ state }) => {
        tell.done(t("domains:checkedDone", { host: shown, state: t(`domains:states.${state}`) }));
        await refresh();
      },
      onError: tell.failed,
    }),
  );
  const remove = useMutation(
    trpc.domains.remove.mutationOptions({
      onSuccess: async () => {
        tell.done(t("domains:removed", { host: shown }));
        await refresh();
      },
      onError: tell.failed,
    }),
  );
  async function ask(): Promise<void> {
    const sure = await confirm({
      title: t("domains:removeTitle", { host: shown }),
      body: t("domains:removeBody"),
      confirmLabel: t("domains:remove"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) remove.mutate({ id });
  }
  return (
    <Group>
      <Button
        loading={check.isPending}
        onClick={() => check.mutate({ id })}
        aria-label={t("domains:checkLabel", { host: shown })}
      >
        {t("domains:check")}
      </Button>
      <Button
        variant="subtle"
        color="red"
        loading={remove.isPending}
        onClick={() => void ask()}
        aria-label={t("domains:removeLabel", { host: shown })}
      >
        {t("domains:remove")}
      </Button>
    </Group>
  );
}
