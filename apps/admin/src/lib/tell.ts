import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { toastDone, toastFailed } from "../ui/toast.tsx";
import { useProblemText } from "./problem-text.ts";

export interface Tell {
  readonly done: (message: string) => void;
  readonly failed: (error: unknown) => void;
}

/** Tells about something that a person did: briefly when it worked, until it is closed when it did not. */
export function useTell(): Tell {
  const words = useProblemText();
  const { t } = useTranslation();
  const done = useCallback((message: string) => toastDone(message, t("close")), [t]);
  const failed = useCallback(
    (error: unknown) => {
      const { title, message } = words(error);
      toastFailed(title, message, t("close"));
    },
    [words, t],
  );
  return { done, failed };
}
