import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";

const fields = ["secretKey"] as const;

interface Props {
  /** A key that works without an account at Stripe; null outside development. */
  suggestedKey: string | null;
}

export function ConnectForm({ suggestedKey }: Props): ReactNode {
  const { t } = useTranslation("payments");
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const form = useForm({ initialValues: { secretKey: "" } });
  const connect = useMutation(
    trpc.payments.connect.mutationOptions({
      onSuccess: async (account) => {
        queryClient.setQueryData(trpc.payments.getAccount.queryKey({}), account);
        if (account.state === "connected") {
          form.reset();
          tell.done(t("connect.done"));
        }
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => connect.mutate(values))}>
      <Stack maw={560}>
        <PasswordInput
          label={t("connect.key")}
          description={t("connect.keyHint")}
          placeholder="sk_live_…"
          autoComplete="off"
          required
          {...form.getInputProps("secretKey")}
        />
        {suggestedKey === null ? null : (
          <Group gap="sm">
            <Text size="sm" c="dimmed">
              {t("connect.development")}
            </Text>
            <Button size="xs" variant="light" onClick={() => form.setFieldValue("secretKey", suggestedKey)}>
              {t("connect.useDevelopment")}
            </Button>
          </Group>
        )}
        <FormProblem error={connect.error} fields={fields} />
        <Group>
          <Button type="submit" loading={connect.isPending}>
            {t("connect.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
