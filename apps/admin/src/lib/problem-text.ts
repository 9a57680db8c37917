import { useTranslation } from "react-i18next";
import { isSlip, problemOf } from "./errors.ts";

export interface ProblemText {
  readonly title: string;
  readonly message: string;
  /** To quote to support, for failures that the person cannot mend. */
  readonly requestId: string | null;
}

/** Words for a failed call. The server's own sentence is in the console's language already. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation();
  return (error) => {
    const { code, status, message, requestId } = problemOf(error);
    if (isSlip(error)) return { title: t("problem.slipTitle"), message: t("problem.slip"), requestId: null };
    if (code === "network") {
      const offline = !navigator.onLine;
      return {
        title: offline ? t("problem.offlineTitle") : t("problem.networkTitle"),
        message: offline ? t("problem.offline") : t("problem.network"),
        requestId: null,
      };
    }
    if (code === "accounts.unreachable")
      return { title: t("accounts.away"), message: t("accounts.later"), requestId: null };
    if (code === "accounts.unrecognised")
      return { title: t("accounts.unrecognised"), message: t("accounts.unrecognisedHint"), requestId: null };
    if (status === 403) return { title: t("problem.forbiddenTitle"), message, requestId: null };
    if (status === 404) return { title: t("problem.goneTitle"), message, requestId: null };
    return { title: t("problem.title"), message, requestId: status >= 500 ? requestId : null };
  };
}
