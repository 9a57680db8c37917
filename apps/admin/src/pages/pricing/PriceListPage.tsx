import { Box, Stack } from "@mantine/core";
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
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ListFields, listDraftOf, listFields } from "./ListFields.tsx";
import { ListPrices } from "./ListPrices.tsx";

type Changes = Omit<AdminInputs["pricing"]["updatePriceList"], "id" | "version">;

/** A price list: for whom it is, what it changes, and its fixed prices. */
export function PriceListPage(): ReactNode {
  const { t } = useTranslation(["pricing", "common"]);
  const shop = useShop();
  const { trpc, slug } = shop;
  const { listId } = useParams({ from: paths.priceList });
  const queryClient = useQueryClient();
  const tell = useTell();
  const { data: list } = useSuspenseQuery(trpc.pricing.getPriceList.queryOptions({ id: paramId("pls", listId) }));
  const { value, changes, count, set, reset } = useDraft(listDraftOf(list));
  const update = useMutation(
    trpc.pricing.updatePriceList.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.pricing.getPriceList.queryKey({ id: answer.id }), answer);
        reset();
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(trpc.pricing.listPriceLists.pathFilter());
      },
    }),
  );
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.pricing.getPriceList.pathFilter());
    reset();
    update.reset();
  };
  const change = { ...(changes as Partial<Changes>), id: list.id, version: list.version };
  const locked = !can(shop, "catalog.write");
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.priceLists} params={{ shop: slug }} size="sm">
            {t("lists.title")}
          </LinkAnchor>
        }
        title={list.name}
      />
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate(change);
        }}
      >
        <EditProblem error={update.error} fields={listFields} onReload={() => void reload()} />
        <ListFields
          value={value}
          set={set}
          errors={update.error === null ? {} : fieldErrors(problemOf(update.error), listFields)}
          locked={locked}
        />
        {locked ? null : <ChangePreview change={count === 0 ? null : { kind: "list", list: change }} />}
        <EditBar count={count} saving={update.isPending} onDiscard={reset} />
      </Stack>
      <Box mt="md">
        <ListPrices list={list} locked={locked} />
      </Box>
    </>
  );
}
