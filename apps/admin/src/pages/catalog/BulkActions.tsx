import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../../lib/errors.ts";
import { useShop, type Shop } from "../../lib/session.ts";
import { confirm } from "../../ui/confirm.tsx";
import { BulkResults, type RowResult } from "./BulkResults.tsx";
import type { ProductRow } from "./catalog-types.ts";

interface Props {
  rows: readonly ProductRow[];
  chosen: ReadonlySet<ProductRow["id"]>;
  onChoose: (ids: readonly ProductRow["id"][]) => void;
}

const actions = ["publishProduct", "unpublishProduct", "archiveProduct"] as const;
type Action = (typeof actions)[number];

/** All at once; when that is refused, one by one, so that one bad row does not keep back the others. */
async function apply(
  { client }: Pick<Shop, "client">,
  action: Action,
  rows: readonly ProductRow[],
): Promise<RowResult[]> {
  const call = (ids: ProductRow["id"][]) => client.catalog[action].mutate({ ids });
  const told = (row: ProductRow, changed: readonly string[]): RowResult => ({
    row,
    outcome: changed.includes(row.id) ? "changed" : "unchanged",
    message: null,
  });
  try {
    const { changed } = await call(rows.map(({ id }) => id));
    return rows.map((row) => told(row, changed));
  } catch (error) {
    if (rows.length < 2 || problemOf(error).code === "network") throw error;
  }
  const results: RowResult[] = [];
  for (const row of rows) {
    try {
      results.push(told(row, (await call([row.id])).changed));
    } catch (error) {
      results.push({ row, outcome: "failed", message: problemOf(error).message });
    }
  }
  return results;
}

/** What can be done with all products that are ticked. */
export function BulkActions({ rows, chosen, onChoose }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const queryClient = useQueryClient();
  const [results, setResults] = useState<readonly RowResult[] | null>(null);
  const run = useMutation({
    mutationFn: ({ action, of }: { action: Action; of: readonly ProductRow[] }) => apply(shop, action, of),
    onSuccess: async (done) => {
      setResults(done);
      onChoose(done.filter(({ outcome }) => outcome === "failed").map(({ row }) => row.id));
      await queryClient.invalidateQueries(trpc.catalog.pathFilter());
      await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
    },
  });
  const of = rows.filter(({ id }) => chosen.has(id));
  async function askArchive(): Promise<void> {
    const sure = await confirm({
      title: t("bulk.archiveTitle", { count: of.length }),
      body: t("bulk.archiveBody"),
      confirmLabel: t("bulk.archive"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) run.mutate({ action: "archiveProduct", of });
  }
  return (
    <>
      <Group gap="sm" mb="xs" mih={36}>
        <Checkbox
          label={t("bulk.all")}
          checked={of.length > 0 && of.length === rows.length}
          indeterminate={of.length > 0 && of.length < rows.length}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked ? rows.map(({ id }) => id) : [])}
        />
        {of.length === 0 ? null : (
          <>
            <Text component="output" size="sm">
              {t("bulk.chosen", { count: of.length })}
            </Text>
            <Button
              size="xs"
              variant="light"
              loading={run.isPending}
              onClick={() => run.mutate({ action: "publishProduct", of })}
            >
              {t("bulk.publish")}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              disabled={run.isPending}
              onClick={() => run.mutate({ action: "unpublishProduct", of })}
            >
              {t("status.unpublish")}
            </Button>
            <Button size="xs" variant="subtle" color="red" disabled={run.isPending} onClick={() => void askArchive()}>
              {t("bulk.archive")}
            </Button>
          </>
        )}
      </Group>
      <BulkResults results={results} error={run.error} onClose={() => setResults(null)} />
    </>
  );
}
