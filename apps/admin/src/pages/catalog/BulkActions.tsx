import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import type { ProductRow } from "./catalog-types.ts";

interface Props {
  rows: readonly ProductRow[];
  chosen: ReadonlySet<ProductRow["id"]>;
  onChoose: (ids: readonly ProductRow["id"][]) => void;
}

/** What can be done with all products that are ticked. */
export function BulkActions({ rows, chosen, onChoose }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const onSuccess = async ({ changed }: { changed: readonly string[] }): Promise<void> => {
    tell.done(t("bulk.done", { count: changed.length }));
    onChoose([]);
    await queryClient.invalidateQueries(trpc.catalog.pathFilter());
    await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
  };
  const publish = useMutation(trpc.catalog.publishProduct.mutationOptions({ onSuccess, onError: tell.failed }));
  const archive = useMutation(trpc.catalog.archiveProduct.mutationOptions({ onSuccess, onError: tell.failed }));
  const ids = [...chosen];
  async function askArchive(): Promise<void> {
    const sure = await confirm({
      title: t("bulk.archiveTitle", { count: ids.length }),
      body: t("bulk.archiveBody"),
      confirmLabel: t("bulk.archive"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) archive.mutate({ ids });
  }
  return (
    <Group gap="sm" mb="xs" mih={36}>
      <Checkbox
        label={t("bulk.all")}
        checked={chosen.size === rows.length}
        indeterminate={chosen.size > 0 && chosen.size < rows.length}
        onChange={({ currentTarget }) => onChoose(currentTarget.checked ? rows.map(({ id }) => id) : [])}
      />
      {chosen.size === 0 ? null : (
        <>
          <Text component="output" size="sm">
            {t("bulk.chosen", { count: chosen.size })}
          </Text>
          <Button size="xs" variant="light" loading={publish.isPending} onClick={() => publish.mutate({ ids })}>
            {t("bulk.publish")}
          </Button>
          <Button size="xs" variant="subtle" color="red" loading={archive.isPending} onClick={() => void askArchive()}>
            {t("bulk.archive")}
          </Button>
        </>
      )}
    </Group>
  );
}
