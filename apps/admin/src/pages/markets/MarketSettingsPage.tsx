import { Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminInputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { ChangePreview } from "../../lib/ChangePreview.tsx";
import { useDraft } from "../../lib/drafts.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { paramId } from "../../lib/ids.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { draftOf, marketFields } from "./market-draft.ts";
import { MarketLegal } from "./MarketLegal.tsx";
import { MarketFields } from "./MarketFields.tsx";

type Changes = Omit<AdminInputs["markets"]["update"], "id" | "version">;

export function MarketSettingsPage(): ReactNode {
  const { t } = useTranslation();
  const shop = useShop();
  const { trpc } = shop;
  const { marketId } = useParams({ from: paths.market });
  const queryClient = useQueryClient();
  const tell = useTell();
  const { data: market } = useSuspenseQuery(trpc.markets.get.queryOptions({ id: paramId("mkt", marketId) }));
  const { value, changes, count, set, reset } = useDraft(draftOf(market));
  const update = useMutation(
    trpc.markets.update.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.markets.get.queryKey({ id: answer.id }), answer);
        reset();
        tell.done(t("saved"));
        await queryClient.invalidateQueries(trpc.markets.list.pathFilter());
        await queryClient.invalidateQueries(trpc.markets.provenance.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
    }),
  );
  function changeOf(): AdminInputs["markets"]["update"] {
    const { handle: _, ...allowed } = changes;
    return { ...(allowed as Partial<Changes>), id: market.id, version: market.version };
  }
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.markets.get.pathFilter());
    reset();
    update.reset();
  };
  return (
    <Stack
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate(changeOf());
      }}
    >
      <EditProblem error={update.error} fields={marketFields} onReload={() => void reload()} />
      <MarketFields
        value={value}
        set={set}
        errors={update.error === null ? {} : fieldErrors(problemOf(update.error), marketFields)}
        handleFixed
        locked={!can(shop, "markets.write")}
      />
      <MarketLegal
        marketId={market.id}
        value={value.legal}
        onChange={(legal) => set("legal", legal)}
        locked={!can(shop, "markets.write")}
      />
      {can(shop, "markets.write") ? (
        <ChangePreview change={count === 0 ? null : { kind: "market", market: changeOf() }} />
      ) : null}
      <EditBar count={count} saving={update.isPending} onDiscard={reset} />
    </Stack>
  );
}
