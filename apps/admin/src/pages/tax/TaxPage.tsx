import { Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useDraft } from "../../lib/drafts.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { CountryPolicies } from "./CountryPolicies.tsx";
import { Registrations } from "./Registrations.tsx";
import { RoundingSection } from "./RoundingSection.tsx";
import { SellerSection } from "./SellerSection.tsx";
import { TaxReportSection } from "./TaxReportSection.tsx";

const fields = ["establishment", "registrations", "countries", "whenNotRegistered"] as const;

/** Where the shop is and is registered, how it taxes where it may choose, and what came of it. */
export function TaxPage(): ReactNode {
  const { t } = useTranslation(["tax", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const queryClient = useQueryClient();
  const tell = useTell();
  const { data: saved } = useSuspenseQuery(trpc.tax.getPolicy.queryOptions({}));
  const { value, count, set, reset } = useDraft(saved);
  const save = useMutation(
    trpc.tax.setPolicy.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.tax.getPolicy.queryKey({}), answer);
        reset();
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(trpc.tax.getSettings.pathFilter());
      },
    }),
  );
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);
  const locked = !can(shop, "markets.write");
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.tax.getPolicy.pathFilter());
    reset();
    save.reset();
  };
  return (
    <>
      <PageHeader title={t("policy.title")} description={t("policy.description")} />
      <Stack>
        <Stack
          component="form"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ ...value, version: saved.version });
          }}
        >
          <EditProblem error={save.error} fields={fields} onReload={() => void reload()} />
          <SellerSection policy={value} set={set} locked={locked} error={errors["establishment"]} />
          <Registrations
            list={value.registrations}
            onChange={(list) => set("registrations", list)}
            locked={locked}
            error={errors["registrations"]}
          />
          <CountryPolicies
            list={value.countries}
            onChange={(list) => set("countries", list)}
            locked={locked}
            error={errors["countries"]}
          />
          <EditBar count={count} saving={save.isPending} onDiscard={reset} />
        </Stack>
        <RoundingSection />
        {can(shop, "orders.read") ? <TaxReportSection /> : null}
      </Stack>
    </>
  );
}
