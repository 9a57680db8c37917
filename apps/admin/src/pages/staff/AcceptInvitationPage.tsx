import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

const fields = ["account.name", "account.password"] as const;

export function AcceptInvitationPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { token } = useSearch({ from: "/door/accept-invitation" });
  if (token === undefined) return <StaffTitle title={t("invitation.title")} description={t("linkIncomplete")} />;
  return <Invitation token={token} />;
}

function Invitation({ token }: { token: string }): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const navigate = useNavigate();
  const { data: invitation } = useSuspenseQuery(control.trpc.staff.getInvitation.queryOptions({ token }));
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { account: { name: "", password: "" } },
    validate: {
      account: { password: (text) => (invitation.newAccount && [...text].length < 10 ? t("passwordTooShort") : null) },
    },
  });
  const accept = useMutation(
    control.trpc.staff.acceptInvitation.mutationOptions({
      onSuccess: () => navigate({ to: paths.logIn, reloadDocument: true }),
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  return (
    <form
      onSubmit={form.onSubmit(({ account }) =>
        accept.mutate({ token, account: invitation.newAccount ? account : null }),
      )}
    >
      <StaffTitle title={t("invitation.title")} />
      <Stack>
        <Text>{t("invitation.body", { shop: invitation.shopName, role: t(`roles.${invitation.role}.name`) })}</Text>
        <Text size="sm" c="dimmed">
          {t("invitation.account", { email: invitation.email })}
        </Text>
        {invitation.newAccount ? (
          <>
            <TextInput
              label={t("yourName")}
              autoComplete="name"
              required
              {...form.getInputProps("account.name")}
              key={form.key("account.name")}
            />
            <PasswordInput
              label={t("password")}
              description={t("passwordHint")}
              autoComplete="new-password"
              required
              {...form.getInputProps("account.password")}
              key={form.key("account.password")}
            />
          </>
        ) : null}
        <FormProblem error={accept.error} fields={fields} />
        <Button type="submit" loading={accept.isPending}>
          {t("invitation.submit")}
        </Button>
      </Stack>
    </form>
  );
}
