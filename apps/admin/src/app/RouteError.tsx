import { Button, Container } from "@mantine/core";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { ProblemNote } from "../lib/ProblemNote.tsx";
import { useTranslation } from "react-i18next";

/** A page that failed says why, with the number to quote, and offers another try. */
export function RouteError({ error }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  useEffect(() => reset(), [reset]);
  return (
    <Container py="xl" size="sm" px={0}>
      <ProblemNote
        error={error}
        action={
          <Button variant="default" onClick={() => void router.invalidate()}>
            {t("tryAgain")}
          </Button>
        }
      />
    </Container>
  );
}
