import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useState, type FormEvent, type ReactNode } from "react";
import { isTransient, problemOf } from "../../lib/errors.ts";
import { Note } from "../../ui/Note.tsx";
import { paths } from "../paths.ts";
import { sendLogIn } from "./send.ts";
import type { Speech } from "./words.ts";

interface Props {
  speech: Speech;
  /** Where somebody wanted to go. */
  to: string;
  /** Whether the control plane was away when the page was opened. */
  away: boolean;
}

export function LogIn({ speech, to, away }: Props): ReactNode {
  const { t, language } = speech;
  useDocumentTitle(`${t("logIn.title")} · Meridian`);
  const [sending, setSending] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const field = (name: string): string => {
      const typed = given.get(name);
      return typeof typed === "string" ? typed : "";
    };
    setSending(true);
    setError(null);
    try {
      const code = asksCode ? field("code") : null;
      await sendLogIn({ email: field("email"), password: field("password"), code }, language);
      window.location.assign(to);
    } catch (refused) {
      setSending(false);
      // The password was right: the code of the second factor is all that is missing.
      if (problemOf(refused).code === "staff.code_wanted") setAsksCode(true);
      else setError(refused);
    }
  }

  return (
    <form onSubmit={(event) => void send(event)}>
      <Title order={1} mb="md">
        {t("logIn.title")}
      </Title>
      <Stack>
        {error !== null ? (
          <Refusal error={error} speech={speech} />
        ) : away ? (
          <Note kind="info" title={t("logIn.away")}>
            {t("logIn.awayHint")}
          </Note>
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
        <Button type="submit" loading={sending}>
          {t("logIn.submit")}
        </Button>
        <Group justify="space-between">
          <Anchor href={paths.forgotPassword} size="sm">
            {t("logIn.forgot")}
          </Anchor>
          <Text size="sm">
            {t("logIn.new")}{" "}
            <Anchor href={paths.signUp} size="sm" underline="always">
              {t("logIn.signUp")}
            </Anchor>
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function Refusal({ error, speech: { t } }: { error: unknown; speech: Speech }): ReactNode {
  const problem = problemOf(error);
  const { code, message, status, requestId } = problem;
  if (code === "network" && !navigator.onLine) {
    return (
      <Note kind="error" title={t("logIn.failed")}>
        {t("common:problem.offline")}
      </Note>
    );
  }
  if (isTransient(problem)) {
    return (
      <Note kind="error" title={t("logIn.away")}>
        {t("logIn.awayHint")}
      </Note>
    );
  }
  const number =
    status >= 500 && requestId !== null ? { footnote: t("common:problem.reference", { id: requestId }) } : {};
  return (
    <Note kind="error" title={t("logIn.failed")} {...number}>
      {message}
    </Note>
  );
}
