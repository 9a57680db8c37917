import { Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { Product } from "./catalog-types.ts";

interface Props {
  product: Product;
  /** With unsaved changes it would be unclear what is published. */
  unsaved: boolean;
}

export function StatusActions({ product: { id, status }, unsaved }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const after = (message: string) => ({
    onSuccess: async () => {
      tell.done(message);
      await queryClient.invalidateQueries(trpc.catalog.pathFilter());
      await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
    },
    onError: tell.failed,
  });
  const publish = useMutation(trpc.catalog.publishProduct.mutationOptions(after(t("status.published"))));
  const unpublish = useMutation(trpc.catalog.unpublishProduct.mutationOptions(after(t("status.unpublished"))));
  const archive = useMutation(trpc.catalog.archiveProduct.mutationOptions(after(t("status.archived"))));
  const running = publish.isPending || unpublish.isPending || archive.isPending;
  const ids = [id];
  return (
    <>
      {status === "active" ? null : (
        <Button onClick={() => publish.mutate({ ids })} loading={publish.isPending} disabled={unsaved || running}>
          {t("status.publish")}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label={t("status.more")} disabled={running}>
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {status === "draft" ? null : (
            <Menu.Item onClick={() => unpublish.mutate({ ids })}>{t("status.unpublish")}</Menu.Item>
          )}
          {status === "archived" ? null : (
            <Menu.Item onClick={() => archive.mutate({ ids })}>{t("status.archive")}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
