import { Loader, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

export function VerifyEmailPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const { token = "" } = useSearch({ from: "/door/verify-email" });
  const { mutate, isSuccess, isError, error } = useMutation(control.trpc.staff.verifyEmail.mutationOptions());
  // The token works once: it is sent once, however often the page is drawn.
  const sent = useRef("");
  useEffect(() => {
    if (token === "" || sent.current === token) return;
    sent.current = token;
    mutate({ token });
  }, [token, mutate]);
  return (
    <>
      <StaffTitle title={t("verify.title")} />
      <Stack aria-live="polite">
        {isSuccess ? (
          <>
            <Text>{t("verify.done")}</Text>
            <LinkButton to={paths.logIn} reloadDocument>
              {t("logIn.submit")}
            </LinkButton>
          </>
        ) : isError ? (
          <ProblemNote error={error} title={t("verify.failed")} />
        ) : token === "" ? (
          <Text>{t("linkIncomplete")}</Text>
        ) : (
          <Loader aria-label={t("verify.running")} />
        )}
      </Stack>
    </>
  );
}
