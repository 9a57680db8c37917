import { Button, Group, Progress, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { downloadText } from "../../lib/files.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Note } from "../../ui/Note.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { IssueTable } from "./IssueTable.tsx";
import { isRunning, type ImportRun } from "./import-run.ts";

const tones = { queued: "info", running: "info", done: "good", refused: "bad", failed: "bad" } as const;
const phases = ["reading", "checking", "products", "translations", "pictures"] as const;
const figures = ["products", "created", "changed", "variants", "prices", "translations", "pictures"] as const;

export function ImportStateBadge({ run: { state, dryRun } }: { run: ImportRun }): ReactNode {
  const { t } = useTranslation("catalog");
  const name = state === "done" && dryRun ? t("import.states.checked") : t(`import.states.${state}`);
  return <StatusBadge tone={tones[state]}>{name}</StatusBadge>;
}

/** How far an import is, and what came of it. Null is one that is only being sent. */
export function ImportView({ run }: { run: ImportRun | null }): ReactNode {
  const { t } = useTranslation("catalog");
  if (run === null || isRunning(run)) return <ImportProgress run={run} />;
  return (
    <Stack>
      {run.state === "failed" ? (
        <Note kind="error" title={t("import.failed")}>
          {t("import.failedHint", { code: run.errorCode ?? "" })}
        </Note>
      ) : null}
      {run.state === "refused" ? (
        <Note kind="error" title={t("import.refused", { count: run.result?.errorCount ?? 0 })}>
          {t("import.refusedHint")}
        </Note>
      ) : null}
      {run.state === "done" ? (
        <Note kind="success" title={run.dryRun ? t("import.checked") : t("import.done")}>
          {run.dryRun ? t("import.checkedHint") : null}
        </Note>
      ) : null}
      {run.result === null ? null : <ImportOutcome run={run} result={run.result} />}
    </Stack>
  );
}

function ImportProgress({ run }: { run: ImportRun | null }): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const progress = run?.progress ?? null;
  const phase = phases.find((known) => known === progress?.phase);
  const share = progress === null || progress.total === 0 ? 0 : (progress.done / progress.total) * 100;
  const words =
    run === null ? t("import.sending") : phase === undefined ? t("import.states.queued") : t(`import.phases.${phase}`);
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text component="output" size="sm">
          {words}
        </Text>
        {progress === null || progress.total === 0 ? null : (
          <Text size="sm">
            {t("import.progress", { done: format.number(progress.done), total: format.number(progress.total) })}
          </Text>
        )}
      </Group>
      <Progress value={share} animated aria-label={words} />
    </Stack>
  );
}

function ImportOutcome({ run, result }: { run: ImportRun; result: NonNullable<ImportRun["result"]> }): ReactNode {
  const { t } = useTranslation("catalog");
  const { client } = useShop();
  const format = useFormat();
  const tell = useTell();
  const report = useMutation({
    mutationFn: () => client.catalog.importReport.query({ id: run.id }),
    onSuccess: ({ fileName, csv }) => downloadText(fileName, "text/csv;charset=utf-8", csv),
    onError: tell.failed,
  });
  const issues = result.errorCount + result.warningCount;
  return (
    <Stack>
      <SimpleGrid component="dl" cols={{ base: 2, xs: 4, md: 7 }} m={0} aria-label={t("import.figures.title")}>
        {figures.map((figure) => (
          <div key={figure}>
            <Text component="dt" size="sm" c="dimmed">
              {t(`import.figures.${figure}`)}
            </Text>
            <Text component="dd" m={0} fw={650} size="lg">
              {format.number(result[figure])}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {issues === 0 ? null : (
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={report.isPending}
            onClick={() => report.mutate()}
          >
            {t("import.report")}
          </Button>
        </Group>
      )}
      <IssueTable
        title={t("import.errors", { count: result.errorCount })}
        issues={result.errors}
        total={result.errorCount}
      />
      <IssueTable
        title={t("import.warnings", { count: result.warningCount })}
        issues={result.warnings}
        total={result.warningCount}
      />
    </Stack>
  );
}
