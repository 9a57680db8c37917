import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { Section } from "../../ui/Section.tsx";
import { ImportView } from "./ImportView.tsx";
import { isRunning, unknownColumns, useImportRun, type ImportRun } from "./import-run.ts";

interface Options {
  readonly dryRun: boolean;
  readonly keepAsDraft: boolean;
}

interface Props {
  files: readonly File[];
  options: Options;
  onAgain: () => void;
}

/** Imports one file after the other: the next begins when the one before it is in. */
export function ImportQueue({ files, options, onAgain }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc, slug } = useShop();
  const queryClient = useQueryClient();
  const [at, setAt] = useState(0);
  const done = at >= files.length;
  const advance = (): void => {
    setAt((now) => now + 1);
    void queryClient.invalidateQueries(trpc.catalog.pathFilter());
    void queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
  };
  return (
    <Stack>
      {files.slice(0, at + 1).map((file, index) => (
        <QueuedFile key={file.name} file={file} options={options} current={index === at} onDone={advance} />
      ))}
      <Group>
        {done && !options.dryRun ? (
          <LinkButton to={paths.products} params={{ shop: slug }}>
            {t("import.toProducts")}
          </LinkButton>
        ) : null}
        <Button variant="default" onClick={onAgain}>
          {t("import.again")}
        </Button>
      </Group>
    </Stack>
  );
}

function QueuedFile({
  file,
  options,
  current,
  onDone,
}: {
  file: File;
  options: Options;
  current: boolean;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc, client } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [id, setId] = useState<ImportRun["id"] | null>(null);
  const start = useMutation({
    mutationFn: async (ignoreColumns: string[]) =>
      client.catalog.startImport.mutate({ fileName: file.name, content: await file.text(), ...options, ignoreColumns }),
    onSuccess: async (run) => {
      queryClient.setQueryData(trpc.catalog.getImport.queryKey({ id: run.id }), run);
      setId(run.id);
      await queryClient.invalidateQueries(trpc.catalog.listImports.pathFilter());
    },
  });
  const { data: run, error } = useImportRun(id);
  const begun = useRef(false);
  const { mutate } = start;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate([]);
  }, [mutate]);
  const ended = run?.state === "done";
  useEffect(() => {
    if (ended && current) onDone();
  }, [ended, current, onDone]);
  const columns = run?.state === "refused" ? unknownColumns(run) : [];
  return (
    <Section title={file.name}>
      <Stack>
        {start.isError ? <ProblemNote error={start.error} /> : null}
        {error === null ? null : <ProblemNote error={error} />}
        <ImportView run={run ?? null} />
        {columns.length === 0 ? null : (
          <Group>
            <Button variant="light" onClick={() => mutate(columns)} loading={start.isPending}>
              {t("import.ignoreColumns", { columns: format.list(columns) })}
            </Button>
          </Group>
        )}
        {run !== undefined && isRunning(run) ? (
          <Text size="sm" c="dimmed">
            {t("import.mayLeave")}
          </Text>
        ) : null}
      </Stack>
    </Section>
  );
}
