import { Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { AuthenticatorSecret } from "../../lib/AuthenticatorSecret.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Note } from "../../ui/Note.tsx";

const fields = ["password", "code"] as const;

/** Whoever holds the link from the operator's shell chooses a password and proves the authenticator app. */
export function OperatorSetUpPage(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { control } = useSession();
  const { token = "" } = useSearch({ from: "/operator-door/operator/set-up" });
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  useDocumentTitle(`${t("setUp.title")} · Meridian`);
  const begin = useMutation(control.trpc.operators.beginSetUp.mutationOptions());
  const setUp = useMutation(control.trpc.operators.setUp.mutationOptions());
  const { mutate } = begin;
  useEffect(() => mutate({ token }), [mutate, token]);
  const title = (
    <Title order={1} mb="md">
      {t("setUp.title")}
    </Title>
  );
  if (setUp.isSuccess) {
    return (
      <>
        {title}
        <Note
          kind="success"
          title={t("setUp.done")}
          action={<LinkButton to={paths.operatorLogIn}>{t("logIn.submit")}</LinkButton>}
        >
          {t("setUp.doneHint")}
        </Note>
      </>
    );
  }
  if (begin.isError) {
    return (
      <>
        {title}
        <ProblemNote error={begin.error} />
      </>
    );
  }
  if (begin.data === undefined) {
    return (
      <>
        {title}
        <LoadingRegion label={t("common:loading")} />
      </>
    );
  }
  const errors = setUp.error === null ? {} : fieldErrors(problemOf(setUp.error), fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setUp.mutate({ token, password, code });
      }}
    >
      {title}
      <Stack>
        <Text>{t("setUp.hello", { name: begin.data.name, email: begin.data.email })}</Text>
        <AuthenticatorSecret
          uri={begin.data.uri}
          secret={begin.data.secret}
          pictureLabel={t("setUp.qr")}
          secretLabel={t("setUp.secret")}
        />
        <PasswordInput
          label={t("setUp.password")}
          description={t("setUp.passwordHint")}
          autoComplete="new-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={errors["password"]}
        />
        <TextInput
          label={t("setUp.firstCode")}
          description={t("codeHint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          error={errors["code"]}
        />
        <FormProblem error={setUp.error} fields={fields} />
        <Button type="submit" loading={setUp.isPending}>
          {t("setUp.submit")}
        </Button>
      </Stack>
    </form>
  );
}
