import { useCallback } from "react";
import { toastDone, toastFailed } from "../ui/toast.tsx";
import { useProblemText } from "./problem-text.ts";

export interface Tell {
  readonly done: (message: string) => void;
  readonly failed: (error: unknown) => void;
}

/** Tells about something that a person did: briefly when it worked, until it is closed when it did not. */
export function useTell(): Tell {
  const words = useProblemText();
  const failed = useCallback(
    (error: unknown) => {
      const { title, message } = words(error);
      toastFailed(title, message);
    },
    [words],
  );
  return { done: toastDone, failed };
}
