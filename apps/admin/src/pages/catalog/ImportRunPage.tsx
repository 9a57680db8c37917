import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { ImportStateBadge, ImportView } from "./ImportView.tsx";
import { useImportRun } from "./import-run.ts";

/** An import has its own address, so that it can be left and found again. */
export function ImportRunPage(): ReactNode {
  const { t } = useTranslation("catalog");
  const { slug } = useShop();
  const format = useFormat();
  const { importId } = useParams({ from: paths.productImport });
  const { data: run, error } = useImportRun(paramId("job", importId));
  if (error !== null) return <ProblemNote error={error} />;
  if (run === undefined) return <LoadingRegion label={t("import.title")} />;
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.importProducts} params={{ shop: slug }} size="sm">
            {t("import.title")}
          </LinkAnchor>
        }
        title={run.fileName}
        description={format.dateTime(run.createdAt)}
        badges={<ImportStateBadge run={run} />}
      />
      <Section title={t("import.result")}>
        <ImportView run={run} />
      </Section>
    </>
  );
}
