import { Button, Group, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { ApiKey } from "./KeysPage.tsx";

const fields = ["name", "allowedOrigins"] as const;

/** A key's name and the pages that may use it; the key itself stays as it is. */
export function EditKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const { trpc } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { name, allowedOrigins } = apiKey;
  const form = useForm({ initialValues: { name, allowedOrigins: [...allowedOrigins] } });
  const update = useMutation(
    trpc.tenants.updateKey.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        onClose();
        await queryClient.invalidateQueries(trpc.tenants.listKeys.pathFilter());
      },
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("keys.editTitle", { name })}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form onSubmit={form.onSubmit((values) => update.mutate({ keyId: apiKey.id, ...values }))}>
        <Stack>
          <TextInput
            label={t("keys.name")}
            description={t("keys.nameHint")}
            required
            maxLength={80}
            data-autofocus
            {...form.getInputProps("name")}
          />
          {apiKey.kind === "publishable" ? (
            <TagsInput
              label={t("keys.origins")}
              description={t("keys.originsHint")}
              placeholder="https://shop.example"
              splitChars={[",", " "]}
              acceptValueOnBlur
              {...form.getInputProps("allowedOrigins")}
            />
          ) : null}
          <FormProblem error={update.error} fields={fields} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" loading={update.isPending}>
              {t("common:save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
