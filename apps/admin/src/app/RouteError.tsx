import { Button, Container } from "@mantine/core";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { ProblemNote } from "../lib/ProblemNote.tsx";
import { useProblemText } from "../lib/problem-text.ts";
import { useTranslation } from "react-i18next";

/** A page that failed says why, with the number to quote, and offers another try. */
export function RouteError({ error }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const { title } = useProblemText()(error);
  const { reset } = useQueryErrorResetBoundary();
  useEffect(() => reset(), [reset]);
  return (
    <Container py="xl" size="sm" px={0}>
      {/* A page has a name, this one too; for the eye it is the note's. */}
      <h1 className="only-read-aloud">{title}</h1>
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
