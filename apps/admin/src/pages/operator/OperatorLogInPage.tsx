import { Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";

/** Address, password and code at once: an operator always has all three. */
export function OperatorLogInPage(): ReactNode {
  const { t } = useTranslation("operator");
  const { control } = useSession();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { to = paths.operatorTenants } = useSearch({ from: "/operator-door/operator/log-in" });
  useDocumentTitle(`${t("logIn.title")} · Meridian`);
  const logIn = useMutation(
    control.trpc.operators.logIn.mutationOptions({
      onSuccess: async () => {
        queryClient.clear();
        await router.invalidate();
        router.history.push(to);
      },
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        const field = (name: string): string => {
          const typed = given.get(name);
          return typeof typed === "string" ? typed : "";
        };
        logIn.mutate({ email: field("email"), password: field("password"), code: field("code") });
      }}
    >
      <Title order={1} mb={4}>
        {t("logIn.title")}
      </Title>
      <Text c="dimmed" mb="md">
        {t("logIn.description")}
      </Text>
      <Stack>
        {logIn.isError ? <ProblemNote error={logIn.error} title={t("logIn.failed")} /> : null}
        <TextInput type="email" label={t("email")} autoComplete="username" required name="email" />
        <PasswordInput label={t("password")} autoComplete="current-password" required name="password" />
        <TextInput
          label={t("code")}
          description={t("codeHint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          name="code"
        />
        <Button type="submit" loading={logIn.isPending}>
          {t("logIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}
