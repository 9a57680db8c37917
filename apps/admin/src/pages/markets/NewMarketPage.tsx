import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { handleOf, marketFields, newDraft, type MarketDraft } from "./market-draft.ts";
import { MarketFields } from "./MarketFields.tsx";

export function NewMarketPage(): ReactNode {
  const { t } = useTranslation(["markets", "common"]);
  const { trpc, slug } = useShop();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const tell = useTell();
  const { data: shop } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const [draft, setDraft] = useState(() => newDraft(shop.defaultLocale, shop.defaultCurrency));
  const create = useMutation(
    trpc.markets.create.mutationOptions({
      onSuccess: async (market) => {
        tell.done(t("created", { name: market.name }));
        await queryClient.invalidateQueries(trpc.markets.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
        await navigate({ to: paths.marketTaxes, params: { shop: slug, marketId: market.id } });
      },
    }),
  );
  /** Until it is typed by hand, the handle follows the name. */
  function set<K extends keyof MarketDraft>(field: K, value: MarketDraft[K]): void {
    setDraft((now) => {
      const next = { ...now, [field]: value };
      return field === "name" && now.handle === handleOf(now.name) ? { ...next, handle: handleOf(next.name) } : next;
    });
  }
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.markets} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("create")}
      />
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(draft);
        }}
      >
        <MarketFields
          value={draft}
          set={set}
          errors={create.error === null ? {} : fieldErrors(problemOf(create.error), marketFields)}
          handleFixed={false}
          locked={false}
        />
        <FormProblem error={create.error} fields={marketFields} />
        <Group justify="flex-end">
          <LinkButton variant="default" to={paths.markets} params={{ shop: slug }}>
            {t("common:cancel")}
          </LinkButton>
          <Button type="submit" loading={create.isPending}>
            {t("create")}
          </Button>
        </Group>
      </Stack>
    </>
  );
}
