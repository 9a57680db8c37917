import { Button, PasswordInput, Stack } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";

interface Props {
  action: string;
  danger?: boolean;
  running: boolean;
  error: unknown;
  onPassword: (password: string) => void;
}

const fields = ["password"] as const;

/** The password once more, before a lock is changed. */
export function PasswordForm({ action, danger = false, running, error, onPassword }: Props): ReactNode {
  const { t } = useTranslation("staff");
  const [password, setPassword] = useState("");
  const errors = error === null ? {} : fieldErrors(problemOf(error), fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onPassword(password);
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={errors["password"]}
        />
        <FormProblem error={error} fields={fields} />
        <Button type="submit" loading={running} {...(danger ? { color: "red", variant: "light" } : {})}>
          {action}
        </Button>
      </Stack>
    </form>
  );
}
