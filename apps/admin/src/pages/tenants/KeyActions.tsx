import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../../lib/session.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { EditKeyDialog } from "./EditKeyDialog.tsx";
import type { ApiKey, NewKey } from "./types.ts";

/** How long the old key goes on working, in hours. */
const overlaps = [0, 1, 24, 168] as const;

interface Props {
  apiKey: ApiKey;
  onMade: (made: NewKey) => void;
}

export function KeyActions({ apiKey, onMade }: Props): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [rotating, setRotating] = useState(false);
  const [editing, setEditing] = useState(false);
  const revoke = useMutation(
    trpc.tenants.revokeKey.mutationOptions({
      onSuccess: async () => {
        tell.done(t("keys.revokedDone", { name: apiKey.name }));
        await queryClient.invalidateQueries(trpc.tenants.listKeys.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  async function ask(): Promise<void> {
    const sure = await confirm({
      title: t("keys.revokeTitle", { name: apiKey.name }),
      body: t("keys.revokeBody"),
      confirmLabel: t("keys.revoke"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) revoke.mutate({ keyId: apiKey.id });
  }
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button
        size="xs"
        variant="subtle"
        onClick={() => setEditing(true)}
        aria-label={t("keys.editLabel", { name: apiKey.name })}
      >
        {t("common:edit")}
      </Button>
      {apiKey.expiresAt === null ? (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => setRotating(true)}
          aria-label={t("keys.rotateLabel", { name: apiKey.name })}
        >
          {t("keys.rotate")}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        loading={revoke.isPending}
        onClick={() => void ask()}
        aria-label={t("keys.revokeLabel", { name: apiKey.name })}
      >
        {t("keys.revoke")}
      </Button>
      {editing ? <EditKeyDialog apiKey={apiKey} onClose={() => setEditing(false)} /> : null}
      <RotateDialog apiKey={apiKey} opened={rotating} onClose={() => setRotating(false)} onMade={onMade} />
    </Group>
  );
}

function RotateDialog({
  apiKey,
  opened,
  onClose,
  onMade,
}: Props & { opened: boolean; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]>(24);
  const rotate = useMutation(
    trpc.tenants.rotateKey.mutationOptions({
      onSuccess: async (made) => {
        onClose();
        onMade(made);
        await queryClient.invalidateQueries(trpc.tenants.listKeys.pathFilter());
      },
    }),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("keys.rotateTitle", { name: apiKey.name })}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Stack>
        <Text size="sm">{t("keys.rotateBody")}</Text>
        <Select
          label={t("keys.overlap")}
          data={overlaps.map((hours) => ({ value: String(hours), label: t(`keys.overlaps.${hours}`) }))}
          value={String(overlap)}
          onChange={(value) => setOverlap(overlaps.find((hours) => String(hours) === value) ?? 24)}
          allowDeselect={false}
        />
        {rotate.isError ? <ProblemNote error={rotate.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button loading={rotate.isPending} onClick={() => rotate.mutate({ keyId: apiKey.id, overlapHours: overlap })}>
            {t("keys.rotate")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
