import { Button, Container, Group } from "@mantine/core";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { isSlip } from "../lib/errors.ts";
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
  const isOurs = isSlip(error);
  // What a mistake stumbled over may still be in memory: only a fresh page forgets it.
  const tryAgain = (): void => (isOurs ? window.location.reload() : void router.invalidate());
  return (
    <Container py="xl" size="sm" px={0}>
      {/* A page has a name, this one too; for the eye it is the note's. */}
      <h1 className="only-read-aloud">{title}</h1>
      <ProblemNote
        error={error}
        action={
          <Group gap="xs">
            {isOurs ? (
              <Button variant="default" onClick={() => router.history.back()}>
                {t("problem.back")}
              </Button>
            ) : null}
            <Button variant="default" onClick={tryAgain}>
              {t("tryAgain")}
            </Button>
          </Group>
        }
      />
    </Container>
  );
}
