import { IconFileUpload } from "@tabler/icons-react";
import { Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DropZone } from "../../ui/DropZone.tsx";
import { Section } from "../../ui/Section.tsx";

/** The European Central Bank's file of reference rates, as downloaded from its site. */
export function EcbImport(): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const importRates = useMutation(
    trpc.pricing.importEcbRates.mutationOptions({
      onSuccess: async ({ rates, latest }) => {
        tell.done(t("ecb.done", { rates: format.number(rates), latest: format.day(latest) }));
        await queryClient.invalidateQueries(trpc.pricing.listExchangeRates.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
    }),
  );
  async function take(file: File | undefined): Promise<void> {
    if (file !== undefined) importRates.mutate({ xml: await file.text() });
  }
  return (
    <Section title={t("ecb.title")} description={t("ecb.description")}>
      <Stack gap="sm">
        {importRates.isError ? <ProblemNote error={importRates.error} /> : null}
        <DropZone
          accept=".xml,text/xml,application/xml"
          multiple={false}
          hint={t("ecb.hint")}
          buttonLabel={t("ecb.choose")}
          icon={<IconFileUpload aria-hidden />}
          disabled={importRates.isPending}
          onFiles={([file]) => void take(file)}
        />
      </Stack>
    </Section>
  );
}
