import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { KeyChannelField, KeyNameField, KeyOriginsField } from "./KeyFields.tsx";
import { useTell } from "../../lib/tell.ts";
import type { ApiKey } from "./types.ts";

const fields = ["name", "channel", "allowedOrigins"] as const;

/** A key's name and the pages that may use it; the key itself stays as it is. */
export function EditKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const { trpc } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { name, channel, allowedOrigins } = apiKey;
  const form = useForm({ initialValues: { name, channel, allowedOrigins: [...allowedOrigins] } });
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
    <FormDialog
      title={t("keys.editTitle", { name })}
      sending={update.isPending}
      onSubmit={() => form.onSubmit((values) => update.mutate({ keyId: apiKey.id, ...values }))()}
      onClose={onClose}
    >
      <KeyNameField field={form.getInputProps("name")} />
      <KeyChannelField field={form.getInputProps("channel")} />
      {apiKey.kind === "publishable" ? <KeyOriginsField field={form.getInputProps("allowedOrigins")} /> : null}
      <FormProblem error={update.error} fields={fields} />
    </FormDialog>
  );
}
