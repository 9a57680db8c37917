import { CloseButton, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { Note } from "../../ui/Note.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { ProductRow } from "./catalog-types.ts";

export interface RowResult {
  readonly row: ProductRow;
  readonly outcome: "changed" | "unchanged" | "failed";
  readonly message: string | null;
}

interface Props {
  results: readonly RowResult[] | null;
  error: unknown;
  onClose: () => void;
}

const tones = { changed: "good", unchanged: "neutral", failed: "bad" } as const;

/** What became of each row; it stays until it is closed, for a toast would be gone before it is read. */
export function BulkResults({ results, error, onClose }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  if (results === null) return error === null ? null : <ProblemNote error={error} />;
  const changed = results.filter(({ outcome }) => outcome === "changed").length;
  const failed = results.some(({ outcome }) => outcome === "failed");
  return (
    <Note kind={failed ? "warning" : "success"} title={t("bulk.done", { count: changed })}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack component="ul" gap={4} p={0} m={0} mah={200} style={{ listStyle: "none", overflowY: "auto" }}>
          {results.map(({ row, outcome, message }) => (
            <li key={row.id}>
              <StatusBadge tone={tones[outcome]}>{t(`bulk.outcomes.${outcome}`)}</StatusBadge>{" "}
              <Text component="span" size="sm">
                {row.title}
                {message === null ? null : `: ${message}`}
              </Text>
            </li>
          ))}
        </Stack>
        <CloseButton aria-label={t("common:close")} onClick={onClose} />
      </Group>
    </Note>
  );
}
