import { Group, Select, Stack, Switch } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../ui/Section.tsx";
import { can } from "./can.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { useShop } from "./session.ts";
import { WhyThisPrice } from "./WhyThisPrice.tsx";
import { WholeNumberField } from "./WholeNumberField.tsx";

interface Props {
  variants: readonly { readonly id: `var_${string}`; readonly label: string }[];
}

/** A product's prices as shoppers of a market see them: why, and whether it is sold there at all. */
export function PricePanel({ variants }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const shop = useShop();
  const { trpc } = shop;
  const queryClient = useQueryClient();
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const [variantId, setVariantId] = useState(variants[0]?.id);
  const [marketId, setMarketId] = useState(markets.items[0]?.id);
  const [quantity, setQuantity] = useState(1);
  const variantIds = variantId === undefined ? [] : [variantId];
  const { data: exclusions } = useSuspenseQuery(
    trpc.pricing.listExclusions.queryOptions({ variantIds: variants.slice(0, 250).map(({ id }) => id) }),
  );
  const save = useMutation(
    trpc.pricing.setExclusions.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.pricing.pathFilter()),
    }),
  );
  if (variantId === undefined || marketId === undefined) return null;
  const excluded = exclusions.items.some((one) => one.variantId === variantId && one.marketId === marketId);
  return (
    <Section title={t("why.title")} description={t("why.description")}>
      <Stack>
        {save.isError ? <ProblemNote error={save.error} /> : null}
        <Group align="flex-end">
          {variants.length > 1 ? (
            <Select
              label={t("lists.variant")}
              data={variants.map(({ id, label }) => ({ value: id, label }))}
              value={variantId}
              onChange={(id) => setVariantId(variants.find((one) => one.id === id)?.id ?? variantId)}
              allowDeselect={false}
            />
          ) : null}
          <Select
            label={t("why.market")}
            data={markets.items.map(({ id, name }) => ({ value: id, label: name }))}
            value={marketId}
            onChange={(id) => setMarketId(markets.items.find((one) => one.id === id)?.id ?? marketId)}
            allowDeselect={false}
          />
          <WholeNumberField
            label={t("why.quantity")}
            value={quantity}
            min={1}
            max={10_000}
            onChange={(pieces) => setQuantity(pieces ?? 1)}
          />
        </Group>
        <Switch
          label={t("why.sold")}
          checked={!excluded}
          disabled={save.isPending || !can(shop, "catalog.write")}
          onChange={({ currentTarget }) =>
            save.mutate({
              exclusions: variantIds.map((id) => ({ variantId: id, marketId, excluded: !currentTarget.checked })),
            })
          }
        />
        <WhyThisPrice variantId={variantId} marketId={marketId} quantity={quantity} />
      </Stack>
    </Section>
  );
}
