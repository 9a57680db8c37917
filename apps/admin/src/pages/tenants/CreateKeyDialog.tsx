import { Button, Radio, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useSession, useShop } from "../../lib/session.ts";
import { KeyChannelField, KeyNameField, KeyOriginsField } from "./KeyFields.tsx";
import type { NewKey } from "./types.ts";

const fields = ["kind", "name", "channel", "allowedOrigins"] as const;
const kinds = ["publishable", "secret"] as const;

interface Values {
  kind: (typeof kinds)[number];
  name: string;
  channel: string;
  allowedOrigins: string[];
}

interface Props {
  opened: boolean;
  onClose: () => void;
  onMade: (made: NewKey) => void;
}

export function CreateKeyDialog({ opened, onClose, onMade }: Props): ReactNode {
  const { t } = useTranslation(["tenants", "common"]);
  const { trpc } = useShop();
  const { config } = useSession();
  const queryClient = useQueryClient();
  const form = useForm<Values>({
    initialValues: { kind: "publishable", name: "", channel: "web", allowedOrigins: [] },
  });
  const create = useMutation(
    trpc.tenants.createKey.mutationOptions({
      onSuccess: async (made) => {
        form.reset();
        onClose();
        onMade(made);
        await queryClient.invalidateQueries(trpc.tenants.listKeys.pathFilter());
      },
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  const forPages = form.values.kind === "publishable";
  const demoOrigin = config.demoUrl === null ? null : new URL(config.demoUrl).origin;
  return (
    <FormDialog
      opened={opened}
      title={t("keys.create")}
      submitLabel={t("keys.create")}
      sending={create.isPending}
      onSubmit={() =>
        form.onSubmit(({ kind, name, channel, allowedOrigins }) =>
          create.mutate({ kind, name, channel, allowedOrigins: forPages ? allowedOrigins : [] }),
        )()
      }
      onClose={onClose}
    >
      <KeyNameField field={form.getInputProps("name")} />
      <Radio.Group label={t("keys.kind")} required {...form.getInputProps("kind")}>
        <Stack gap="xs" mt="xs">
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={t(`keys.kinds.${kind}`)} description={t(`keys.kindHints.${kind}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <KeyChannelField field={form.getInputProps("channel")} />
      {forPages ? (
        <>
          <KeyOriginsField field={form.getInputProps("allowedOrigins")} />
          {demoOrigin === null || form.values.allowedOrigins.includes(demoOrigin) ? null : (
            <Button
              size="xs"
              variant="light"
              onClick={() => form.setFieldValue("allowedOrigins", [...form.values.allowedOrigins, demoOrigin])}
            >
              {t("keys.addDemo", { origin: demoOrigin })}
            </Button>
          )}
        </>
      ) : null}
      <FormProblem error={create.error} fields={fields} />
    </FormDialog>
  );
}
