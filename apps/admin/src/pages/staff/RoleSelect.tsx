import { Button, Group, Modal, Select, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ControlOutputs } from "../../lib/api.ts";
import { useSession, useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { LocalesField } from "./LocalesField.tsx";
import { grantableRoles, type Role } from "./roles.ts";

type Member = ControlOutputs["staff"]["listMembers"]["members"][number];

export function RoleSelect({ member: { userId, name, role, locales } }: { member: Member }): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const { control } = useSession();
  const { tenantId, role: own } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  /** A translator's languages are asked for before the role is given. */
  const [asking, setAsking] = useState<string[] | null>(null);
  const change = useMutation(
    control.trpc.staff.changeRole.mutationOptions({
      onSuccess: async () => {
        tell.done(t("team.roleChanged", { name }));
        setAsking(null);
        await queryClient.invalidateQueries(control.trpc.staff.listMembers.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  const choices = grantableRoles(own);
  if (!choices.includes(role)) return t(`roles.${role}.name`);
  function choose(chosen: Role): void {
    if (chosen === "translator") setAsking([...(locales ?? [])]);
    else if (chosen !== role) change.mutate({ tenantId, userId, role: chosen, locales: null });
  }
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Select
          size="xs"
          aria-label={t("team.roleOf", { name })}
          data={choices.map((value) => ({ value, label: t(`roles.${value}.name`) }))}
          value={role}
          allowDeselect={false}
          disabled={change.isPending}
          onChange={(value) => {
            const chosen = choices.find((choice) => choice === value);
            if (chosen !== undefined) choose(chosen);
          }}
        />
        {locales === null ? null : (
          <Button size="xs" variant="subtle" onClick={() => setAsking([...locales])}>
            {locales.join(", ")}
          </Button>
        )}
      </Group>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t("team.localesOf", { name })}
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        <Stack>
          <LocalesField value={asking ?? []} onChange={setAsking} />
          <Group justify="flex-end">
            <Button
              loading={change.isPending}
              disabled={asking === null || asking.length === 0}
              onClick={() => change.mutate({ tenantId, userId, role: "translator", locales: asking })}
            >
              {t("common:save")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
