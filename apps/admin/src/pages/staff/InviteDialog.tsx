import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useSession, useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { LocalesField } from "./LocalesField.tsx";
import { grantableRoles, type Role } from "./roles.ts";

const fields = ["email", "role", "locales"] as const;

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ opened, onClose }: Props): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const { control } = useSession();
  const { tenantId, role: own } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const form = useForm<{ email: string; role: Role; locales: string[] }>({
    initialValues: { email: "", role: "editor", locales: [] },
    validate: {
      locales: (locales, { role }) => (role === "translator" && locales.length === 0 ? t("team.localesWanted") : null),
    },
  });
  const translates = form.values.role === "translator";
  const invite = useMutation(
    control.trpc.staff.inviteMember.mutationOptions({
      onSuccess: async (_answer, { email }) => {
        tell.done(t("team.invited", { email }));
        form.reset();
        onClose();
        await queryClient.invalidateQueries(control.trpc.staff.listMembers.pathFilter());
      },
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("team.invite")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form
        onSubmit={form.onSubmit(({ email, role, locales }) =>
          invite.mutate({ tenantId, email, role, locales: translates ? locales : null }),
        )}
      >
        <Stack>
          <TextInput type="email" label={t("email")} required data-autofocus {...form.getInputProps("email")} />
          <Radio.Group label={t("team.role")} required {...form.getInputProps("role")}>
            <Stack gap="xs" mt="xs">
              {grantableRoles(own).map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`roles.${role}.name`)}
                  description={t(`roles.${role}.description`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {translates ? (
            <LocalesField
              value={form.values.locales}
              onChange={(locales) => form.setFieldValue("locales", locales)}
              error={form.errors["locales"]}
            />
          ) : null}
          <FormProblem error={invite.error} fields={fields} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t("team.sendInvitation")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
