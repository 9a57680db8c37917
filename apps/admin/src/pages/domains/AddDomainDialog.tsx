import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";

const fields = ["host"] as const;

export function AddDomainDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation("domains");
  const { trpc } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  const form = useForm({ initialValues: { host: "" } });
  const add = useMutation(
    trpc.domains.add.mutationOptions({
      onSuccess: async ({ shown }) => {
        onClose();
        tell.done(t("added", { host: shown }));
        await queryClient.invalidateQueries(trpc.domains.list.pathFilter());
      },
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  return (
    <FormDialog
      title={t("add")}
      submitLabel={t("add")}
      sending={add.isPending}
      onSubmit={() => form.onSubmit((values) => add.mutate(values))()}
      onClose={onClose}
    >
      <TextInput
        label={t("host")}
        description={t("hostHint")}
        placeholder="orders.my-shop.com"
        dir="ltr"
        required
        maxLength={300}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps("host")}
      />
      <FormProblem error={add.error} fields={fields} />
    </FormDialog>
  );
}
