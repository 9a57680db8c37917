import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Note } from "../ui/Note.tsx";
import { useProblemText } from "./problem-text.ts";

interface Props {
  error: unknown;
  title?: string;
  action?: ReactNode;
}

/** Any failed call, in words: offline, refused, gone, or our fault with a number to quote. */
export function ProblemNote({ error, title, action }: Props): ReactNode {
  const { t } = useTranslation();
  const text = useProblemText()(error);
  return (
    <Note
      kind="error"
      title={title ?? text.title}
      {...(text.requestId === null ? {} : { footnote: t("problem.reference", { id: text.requestId }) })}
      action={action}
    >
      {text.message}
    </Note>
  );
}
