import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

export function ForgotPasswordPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const navigate = useNavigate();
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "" } });
  const request = useMutation(
    control.trpc.staff.requestPasswordReset.mutationOptions({
      onSuccess: (_answer, { email }) => navigate({ to: paths.checkMail, search: { email } }),
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => request.mutate(values))}>
      <StaffTitle title={t("forgot.title")} description={t("forgot.description")} />
      <Stack>
        {request.isError ? <ProblemNote error={request.error} /> : null}
        <TextInput
          type="email"
          label={t("email")}
          autoComplete="username"
          required
          {...form.getInputProps("email")}
          key={form.key("email")}
        />
        <Button type="submit" loading={request.isPending}>
          {t("forgot.submit")}
        </Button>
        <LinkAnchor to={paths.logIn} reloadDocument size="sm">
          {t("toLogIn")}
        </LinkAnchor>
      </Stack>
    </form>
  );
}
