import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { Note } from "../../ui/Note.tsx";
import type { Region } from "./use-regions.ts";

interface Props {
  region: Region;
  /** Where nothing around it names the region. */
  title?: string;
}

/** A region that does not answer: how long it was waited for, and when it was last heard of. */
export function RegionAway({ region: { millis, heardAt }, title }: Props): ReactNode {
  const { t } = useTranslation("operator");
  const { number, dateTime } = useFormat();
  return (
    <Note
      kind="error"
      {...(title === undefined ? {} : { title })}
      footnote={heardAt === null ? t("regions.neverHeard") : t("regions.heard", { at: dateTime(heardAt) })}
    >
      {t("regions.noAnswer", { millis: number(millis) })}
    </Note>
  );
}
