import { TagsInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { ApiKey } from "./KeysPage.tsx";

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
      <TextInput
        label={t("keys.name")}
        description={t("keys.nameHint")}
        required
        maxLength={80}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <TextInput
        label={t("keys.channel")}
        description={t("keys.channelHint")}
        required
        maxLength={30}
        {...form.getInputProps("channel")}
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
    </FormDialog>
  );
}
