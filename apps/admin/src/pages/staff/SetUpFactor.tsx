import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AuthenticatorSecret } from "../../lib/AuthenticatorSecret.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useSession } from "../../lib/session.ts";
import { PasswordForm } from "./PasswordForm.tsx";

const fields = ["code"] as const;

/** Password, then the app, then its first code. */
export function SetUpFactor({ onDone }: { onDone: (recoveryCodes: readonly string[]) => void }): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const [code, setCode] = useState("");
  const begin = useMutation(control.trpc.staff.beginSecondFactor.mutationOptions());
  const confirm = useMutation(
    control.trpc.staff.confirmSecondFactor.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    }),
  );
  if (begin.data === undefined) {
    return (
      <PasswordForm
        action={t("security.setUp")}
        running={begin.isPending}
        error={begin.error}
        onPassword={(password) => begin.mutate({ password })}
      />
    );
  }
  const errors = confirm.error === null ? {} : fieldErrors(problemOf(confirm.error), fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate({ code });
      }}
    >
      <Stack>
        <Text>{t("security.scan")}</Text>
        <AuthenticatorSecret
          uri={begin.data.uri}
          secret={begin.data.secret}
          pictureLabel={t("security.qr")}
          secretLabel={t("security.secret")}
        />
        <TextInput
          label={t("security.firstCode")}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          error={errors["code"]}
        />
        <FormProblem error={confirm.error} fields={fields} />
        <Button type="submit" loading={confirm.isPending}>
          {t("security.turnOn")}
        </Button>
      </Stack>
    </form>
  );
}
