import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { problemOf } from "../../lib/errors.ts";
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
  const [asksCode, setAsksCode] = useState(false);
  const logIn = useMutation(
    control.trpc.staff.logIn.mutationOptions({
      onSuccess: async () => {
        queryClient.clear();
        await router.invalidate();
        router.history.push(to);
      },
      // The password was right: the code of the second factor is all that is missing.
      onError: (error) => {
        if (problemOf(error).code === "staff.code_wanted") setAsksCode(true);
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
        logIn.mutate({ email: field("email"), password: field("password"), code: asksCode ? field("code") : null });
      }}
    >
      <StaffTitle title={t("logIn.title")} />
      <Stack>
        {logIn.isError && problemOf(logIn.error).code !== "staff.code_wanted" ? (
          <ProblemNote error={logIn.error} title={t("logIn.failed")} />
        ) : null}
        <TextInput type="email" label={t("email")} autoComplete="username" required name="email" />
        <PasswordInput label={t("password")} autoComplete="current-password" required name="password" />
        {asksCode ? (
          <TextInput
            label={t("logIn.code")}
            description={t("logIn.codeHint")}
            autoComplete="one-time-code"
            required
            ref={(input) => input?.focus()}
            name="code"
          />
        ) : null}
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
