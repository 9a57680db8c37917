import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import type { Region, useRegions } from "./use-regions.ts";

interface Props {
  regions: ReturnType<typeof useRegions>;
  children: (region: Region) => ReactNode;
}

/** One part of a page for every region, once they were asked. */
export function EachRegion({ regions, children }: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {regions.isError ? <ProblemNote error={regions.error} /> : null}
      {regions.data === undefined && !regions.isError ? <LoadingRegion label={t("loading")} /> : null}
      <Stack>{regions.data?.items.map(children)}</Stack>
    </>
  );
}
