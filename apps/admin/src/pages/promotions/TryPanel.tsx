import { Button, Group, Loader, Select, Stack, TagsInput, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { Why } from "../../lib/Why.tsx";
import { PriceTrace, WhyThisPrice } from "../../lib/WhyThisPrice.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import { inputOf, type Promotion, type PromotionDraft } from "./promotion-draft.ts";
import { ArticlePicker } from "./SelectionField.tsx";
import { anybody, type Buyer, TryBuyer } from "./TryBuyer.tsx";

type Tried = AdminOutputs["promotions"]["try"];
type TryInput = AdminInputs["promotions"]["try"];
type VariantId = TryInput["lines"][number]["variantId"];
const settleMillis = 350;

/** What the promotion would do to a cart, as it stands in the form, saved or not: answered at each change. */
export function TryPanel({ id, draft }: { id: Promotion["id"] | null; draft: PromotionDraft }): ReactNode {
  const { t } = useTranslation("promotions");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const [marketId, setMarketId] = useState(markets.items[0]?.id ?? null);
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const [codes, setCodes] = useState<string[]>([]);
  const [buyer, setBuyer] = useState<Buyer>(anybody);
  /** Null ships by the first way that is offered. */
  const [shippingMethodId, setShippingMethodId] = useState<Tried["shippingMethodId"]>(null);
  const first = useQuery({
    ...trpc.catalog.listStockItems.queryOptions({ first: 2 }),
    placeholderData: keepPreviousData,
  });
  const market = markets.items.find((one) => one.id === marketId);
  const ids = Object.keys(quantities);
  const input: TryInput | null =
    market === undefined || ids.length === 0
      ? null
      : {
          marketId: market.id,
          country: countryIn(market.countries, buyer.country),
          groups: [...buyer.groups],
          firstOrder: buyer.firstOrder,
          lines: ids.map((variantId) => ({ variantId: variantId as VariantId, quantity: quantities[variantId] ?? 1 })),
          codes,
          shippingMethodId,
          // A promotion is tried before it has a name.
          draft: { ...inputOf(draft), name: draft.name.trim() || t("try.unnamed"), id },
        };
  const [settled] = useDebouncedValue(JSON.stringify(input), settleMillis);
  const { mutate, data, error, isPending } = useMutation(trpc.promotions.try.mutationOptions());
  useEffect(() => {
    const asked = JSON.parse(settled) as TryInput | null;
    if (asked !== null) mutate(asked);
  }, [settled, mutate]);
  const choose = (chosen: readonly string[]): void =>
    setQuantities((now) => Object.fromEntries(chosen.map((one) => [one, now[one] ?? 1])));
  const titles = new Map((data?.lines ?? []).map((line) => [line.variantId as string, line.title]));
  return (
    <Section title={t("try.title")} description={t("try.hint")} actions={isPending ? <Loader size="sm" /> : null}>
      <Stack gap="sm">
        <Select
          label={t("try.market")}
          data={markets.items.map((one) => ({ value: one.id, label: one.name }))}
          value={marketId}
          allowDeselect={false}
          onChange={(value) => {
            setMarketId(markets.items.find((one) => one.id === value)?.id ?? null);
            setBuyer((now) => ({ ...now, country: null }));
            setShippingMethodId(null);
          }}
        />
        <ArticlePicker kind="variants" label={t("try.articles")} value={ids} onChange={choose} />
        {ids.length > 0 || first.data === undefined || first.data.items.length === 0 ? null : (
          <Group>
            <Button
              size="xs"
              variant="light"
              onClick={() => choose(first.data.items.map(({ variantId }) => variantId))}
            >
              {t("try.example")}
            </Button>
          </Group>
        )}
        {ids.map((variantId) => (
          <WholeNumberField
            key={variantId}
            label={t("try.quantity", { name: titles.get(variantId) ?? variantId })}
            min={1}
            max={10_000}
            value={quantities[variantId] ?? 1}
            onChange={(quantity) => setQuantities((now) => ({ ...now, [variantId]: quantity ?? 1 }))}
            required
          />
        ))}
        <TagsInput label={t("try.codes")} value={codes} onChange={setCodes} maxTags={10} />
        <TryBuyer countries={market?.countries ?? []} buyer={buyer} onChange={setBuyer} />
        {data === undefined || input === null ? null : data.shippingOptions.length === 0 ? (
          <Text size="sm">{t("try.noShipping")}</Text>
        ) : (
          <Select
            label={t("try.shipsBy")}
            data={data.shippingOptions.map(({ methodId, name, price }) => ({
              value: methodId,
              label: `${name} (${format.money(price)})`,
            }))}
            value={data.shippingMethodId}
            allowDeselect={false}
            onChange={(value) =>
              setShippingMethodId(data.shippingOptions.find(({ methodId }) => methodId === value)?.methodId ?? null)
            }
          />
        )}
        {error === null ? null : <ProblemNote error={error} />}
        {input === null || data === undefined ? (
          <EmptyNote title={t("try.empty")} description={t("try.emptyHint")} />
        ) : (
          <div aria-live="polite">
            <Result tried={data} money={format.money} marketId={input.marketId} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

/** The chosen country where the market sells there, else its first. */
function countryIn(countries: readonly TryInput["country"][], chosen: string | null): TryInput["country"] {
  return countries.find((one) => one === chosen) ?? countries[0] ?? "DE";
}

interface ResultProps {
  tried: Tried;
  money: (value: Tried["total"]) => string;
  marketId: TryInput["marketId"];
}

function Result({ tried, money, marketId }: ResultProps): ReactNode {
  const { t } = useTranslation("promotions");
  const less = (value: Tried["total"]): string => money({ ...value, amount: -value.amount });
  return (
    <Stack gap="xs">
      <Facts
        label={t("try.title")}
        facts={[
          ...tried.lines.map(({ variantId, title, quantity, subtotal }) => ({
            label: t("try.line", { quantity, title }),
            value: (
              <Why label={title} amount={money(subtotal)}>
                {() => <WhyThisPrice variantId={variantId} marketId={marketId} quantity={quantity} />}
              </Why>
            ),
          })),
          { label: t("try.items"), value: money(tried.items) },
          {
            label: t("try.shipping"),
            value: (
              <Why label={t("try.shipping")} amount={money(tried.shipping)}>
                {() => <PriceTrace steps={tried.shippingTrace} />}
              </Why>
            ),
          },
          ...tried.applied.map(({ promotionId, name, code, amount }) => ({
            label: code === null || code === "" ? name || promotionId : `${name} (${code})`,
            value: less(amount),
          })),
          { label: t("try.total"), value: money(tried.total), strong: true },
        ]}
      />
      {tried.refused.map(({ promotionId, name, reason }) => (
        <Text key={promotionId} size="sm">
          {t("try.refused", { name, reason: t(`refusals.${reason}`) })}
        </Text>
      ))}
      {tried.codes
        .filter(({ state }) => state === "unknown")
        .map(({ code }) => (
          <Text key={code} size="sm">
            {t("try.unknownCode", { code })}
          </Text>
        ))}
      {tried.unpriced.length === 0 ? null : (
        <Text size="sm" c="dimmed">
          {t("try.unpriced", { count: tried.unpriced.length })}
        </Text>
      )}
    </Stack>
  );
}
