import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useSession } from "../../lib/session.ts";
import { CopyField } from "../../ui/CopyField.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { QrCode } from "../../ui/QrCode.tsx";

const fields = ["code"] as const;

/** Password, then the app, then its first code. */
export function SetUpFactor({ onDone }: { onDone: (recoveryCodes: readonly string[]) => void }): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
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
        <Group justify="center">
          <QrCode text={begin.data.uri} label={t("security.qr")} />
        </Group>
        <CopyField
          label={t("security.secret")}
          value={begin.data.secret}
          copyLabel={t("common:copy")}
          copiedLabel={t("common:copied")}
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
