import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Pager } from "../ui/Pager.tsx";

interface Props {
  after: string | undefined;
  next: string | null | undefined;
  /** Puts the cursor into the page's address; undefined is the first page. */
  onPage: (after: string | undefined) => void;
}

export function SeekPager({ after, next, onPage }: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <Pager
      label={t("pages")}
      firstLabel={t("firstPage")}
      nextLabel={t("more")}
      later={after !== undefined}
      onFirst={() => onPage(undefined)}
      onNext={next === null || next === undefined ? null : () => onPage(next)}
    />
  );
}
