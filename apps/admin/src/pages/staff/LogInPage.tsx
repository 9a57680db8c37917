import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

export function LogInPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { to = paths.start } = useSearch({ from: "/door/log-in" });
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" } });
  const logIn = useMutation(
    control.trpc.staff.logIn.mutationOptions({
      onSuccess: async () => {
        queryClient.clear();
        await router.invalidate();
        router.history.push(to);
      },
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => logIn.mutate(values))}>
      <StaffTitle title={t("logIn.title")} />
      <Stack>
        {logIn.isError ? <ProblemNote error={logIn.error} title={t("logIn.failed")} /> : null}
        <TextInput
          type="email"
          label={t("email")}
          autoComplete="username"
          required
          {...form.getInputProps("email")}
          key={form.key("email")}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          {...form.getInputProps("password")}
          key={form.key("password")}
        />
        <Button type="submit" loading={logIn.isPending}>
          {t("logIn.submit")}
        </Button>
        <Group justify="space-between">
          <LinkAnchor to={paths.forgotPassword} size="sm">
            {t("logIn.forgot")}
          </LinkAnchor>
          <Text size="sm">
            {t("logIn.new")}{" "}
            <LinkAnchor to={paths.signUp} underline="always">
              {t("logIn.signUp")}
            </LinkAnchor>
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
