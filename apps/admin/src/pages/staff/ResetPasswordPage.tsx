import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { LinkButton } from "../../lib/links.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

const fields = ["password"] as const;

export function ResetPasswordPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const { token } = useSearch({ from: "/door/reset-password" });
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { password: "" },
    validate: { password: (text) => ([...text].length < 10 ? t("passwordTooShort") : null) },
  });
  const reset = useMutation(
    control.trpc.staff.resetPassword.mutationOptions({
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  if (token === undefined) return <StaffTitle title={t("reset.title")} description={t("linkIncomplete")} />;
  if (reset.isSuccess) {
    return (
      <>
        <StaffTitle title={t("reset.title")} />
        <Stack aria-live="polite">
          <Text>{t("reset.done")}</Text>
          <LinkButton to={paths.logIn} reloadDocument>
            {t("logIn.submit")}
          </LinkButton>
        </Stack>
      </>
    );
  }
  return (
    <form onSubmit={form.onSubmit(({ password }) => reset.mutate({ token, password }))}>
      <StaffTitle title={t("reset.title")} description={t("reset.description")} />
      <Stack>
        <FormProblem error={reset.error} fields={fields} />
        <PasswordInput
          label={t("newPassword")}
          description={t("passwordHint")}
          autoComplete="new-password"
          required
          {...form.getInputProps("password")}
          key={form.key("password")}
        />
        <Button type="submit" loading={reset.isPending}>
          {t("reset.submit")}
        </Button>
      </Stack>
    </form>
  );
}
