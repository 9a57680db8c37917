import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Region, useRegions } from "./use-regions.ts";

interface Props {
  regions: ReturnType<typeof useRegions>;
  children: (region: Region) => ReactNode;
}

/** One part of a page for every region: those that have answered, and those that are waited for. */
export function EachRegion({ regions: { items, waiting, error }, children }: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack>
      {error === null ? null : <ProblemNote error={error} />}
      {items.map(children)}
      {waiting.map((region) => (
        <Section key={region} title={t(`regions.${region}`)}>
          <LoadingRegion label={t("loading")} lines={2} />
        </Section>
      ))}
    </Stack>
  );
}
