import { Anchor, Button, Checkbox, Group, List, Stack, Text } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { DropZone } from "../../ui/DropZone.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { ImportStateBadge } from "./ImportView.tsx";
import { ImportQueue } from "./ImportQueue.tsx";
import { inImportOrder, isRunning, type ImportRun } from "./import-run.ts";

export function ImportPage(): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { slug } = useShop();
  const format = useFormat();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [dryRun, setDryRun] = useState(false);
  const [keepAsDraft, setKeepAsDraft] = useState(false);
  const [started, setStarted] = useState<readonly File[] | null>(null);
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.products} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("import.title")}
        description={t("import.description")}
      />
      <Stack>
        {started === null ? (
          <Section title={t("import.files")} description={t("import.formats")}>
            <Stack>
              <DropZone
                accept=".csv,.tsv,.txt,.json,text/csv,application/json"
                hint={t("import.drop")}
                buttonLabel={t("import.choose")}
                icon={<IconFileUpload aria-hidden />}
                onFiles={(added) =>
                  setFiles((now) =>
                    inImportOrder([...now.filter(({ name }) => added.every((file) => file.name !== name)), ...added]),
                  )
                }
              />
              {files.length === 0 ? null : (
                <List size="sm" aria-label={t("import.files")}>
                  {files.map((file) => (
                    <List.Item key={file.name}>
                      {file.name} ({t("import.kilobytes", { size: format.number(Math.ceil(file.size / 1024)) })}){" "}
                      <Anchor
                        component="button"
                        type="button"
                        size="sm"
                        onClick={() => setFiles((now) => now.filter((other) => other !== file))}
                        aria-label={t("import.removeFile", { name: file.name })}
                      >
                        {t("common:delete")}
                      </Anchor>
                    </List.Item>
                  ))}
                </List>
              )}
              <Checkbox
                label={t("import.dryRun")}
                description={t("import.dryRunHint")}
                checked={dryRun}
                onChange={({ currentTarget }) => setDryRun(currentTarget.checked)}
              />
              <Checkbox
                label={t("import.keepAsDraft")}
                description={t("import.keepAsDraftHint")}
                checked={keepAsDraft}
                onChange={({ currentTarget }) => setKeepAsDraft(currentTarget.checked)}
              />
              <Group>
                <Button disabled={files.length === 0} onClick={() => setStarted(files)}>
                  {dryRun ? t("import.check") : t("import.start", { count: files.length })}
                </Button>
                {files.length > 1 ? (
                  <Text size="sm" c="dimmed">
                    {t("import.inOrder")}
                  </Text>
                ) : null}
              </Group>
            </Stack>
          </Section>
        ) : (
          <ImportQueue
            files={started}
            options={{ dryRun, keepAsDraft }}
            onAgain={() => {
              setStarted(null);
              if (!dryRun) setFiles([]);
            }}
          />
        )}
        <PastImports />
      </Stack>
    </>
  );
}

function PastImports(): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc, slug } = useShop();
  const format = useFormat();
  const imports = useQuery({
    ...trpc.catalog.listImports.queryOptions({}),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) === true ? 3_000 : false),
  });
  const columns: Column<ImportRun>[] = [
    {
      key: "file",
      header: t("import.file"),
      render: ({ id, fileName }) => (
        <LinkAnchor to={paths.productImport} params={{ shop: slug, importId: id }}>
          {fileName}
        </LinkAnchor>
      ),
    },
    { key: "state", header: t("import.state"), render: (run) => <ImportStateBadge run={run} /> },
    { key: "at", header: t("import.startedAt"), render: ({ createdAt }) => format.dateTime(createdAt) },
    {
      key: "products",
      header: t("title"),
      numeric: true,
      render: ({ result }) => (result === null ? "–" : format.number(result.products)),
    },
  ];
  if (imports.data === undefined || imports.data.items.length === 0) return null;
  return (
    <Section title={t("import.past")}>
      <DataTable
        caption={t("import.past")}
        columns={columns}
        rows={imports.data.items}
        rowKey={({ id }) => id}
        empty={null}
      />
    </Section>
  );
}
