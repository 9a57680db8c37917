import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { currencyChoices } from "../../lib/choices.ts";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { PercentField } from "../../lib/PercentField.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";

type Input = AdminInputs["catalog"]["previewPriceEdit"];
type Row = AdminOutputs["catalog"]["previewPriceEdit"]["rows"][number];
type Market = AdminOutputs["markets"]["list"]["items"][number];

/** Rows that are drawn; the figures count all of them. */
const drawn = 200;

/** Many prices at once: first what would become of each, then all of them or none. */
export function EditPricesPage(): ReactNode {
  const { t } = useTranslation("pricing");
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const [brand, setBrand] = useState("");
  const [tag, setTag] = useState("");
  const [category, setCategory] = useState<string | null>(null);
  const categories = useQuery(trpc.catalog.listCategories.queryOptions({}));
  const [market, setMarket] = useState<Market | null>(null);
  const [base, setBase] = useState(settings.defaultCurrency);
  const [kind, setKind] = useState<"percentage" | "amount">("percentage");
  const [ppm, setPpm] = useState(0);
  const [amount, setAmount] = useState<WireMoney | null>(null);
  const [down, setDown] = useState("up");
  const [compareAt, setCompareAt] = useState<NonNullable<Input["edit"]["compareAt"]>>("keep");
  const [asked, setAsked] = useState<Input | null>(null);
  const currency = market?.currency ?? base;
  const sign = down === "down" ? -1 : 1;
  const input: Input = {
    filter: {
      brand: brand.trim() || null,
      tag: tag.trim() || null,
      categoryId: categories.data?.items.find(({ id }) => id === category)?.id ?? null,
    },
    edit: {
      marketId: market?.id ?? null,
      currency,
      change:
        kind === "percentage"
          ? { kind, changePpm: sign * Math.abs(ppm) }
          : { kind, amount: sign * (amount?.amount ?? 0) },
      compareAt,
    },
  };
  const preview = useQuery({
    ...trpc.catalog.previewPriceEdit.queryOptions(asked ?? input),
    enabled: asked !== null,
    retry: false,
  });
  const current = asked !== null && JSON.stringify(asked) === JSON.stringify(input) ? preview.data : undefined;
  const rows = current?.rows.slice(0, drawn);
  const names = useQuery({
    ...trpc.catalog.describeVariants.queryOptions({ variantIds: rows?.map(({ variantId }) => variantId) ?? [] }),
    enabled: rows !== undefined && rows.length > 0,
  });
  const nameOf = new Map(names.data?.items.map((one) => [one.variantId, one.title || one.sku]));
  const apply = useMutation(
    trpc.catalog.editPrices.mutationOptions({
      onSuccess: async ({ changed }) => {
        tell.done(t("edit.done", { prices: format.number(changed) }));
        setAsked(null);
        await queryClient.invalidateQueries(trpc.pricing.pathFilter());
        await queryClient.invalidateQueries(trpc.catalog.previewPriceEdit.pathFilter());
      },
    }),
  );
  const columns: Column<Row>[] = [
    { key: "variant", header: t("lists.variant"), render: ({ variantId }) => nameOf.get(variantId) ?? "…" },
    { key: "before", header: t("edit.before"), render: ({ before }) => (before ? format.money(before) : "–") },
    { key: "after", header: t("edit.after"), render: ({ after }) => (after ? format.money(after) : "–") },
    { key: "outcome", header: t("edit.outcome"), render: ({ outcome }) => t(`edit.outcomes.${outcome}`) },
  ];
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.priceLists} params={{ shop: slug }} size="sm">
            {t("lists.title")}
          </LinkAnchor>
        }
        title={t("edit.title")}
        description={t("edit.description")}
      />
      <Stack>
        <Section title={t("edit.which")}>
          <Group align="flex-end" className="field-row">
            <TextInput
              label={t("edit.brand")}
              value={brand}
              onChange={(event) => setBrand(event.currentTarget.value)}
            />
            <Select
              label={t("edit.category")}
              placeholder={t("edit.everyCategory")}
              clearable
              searchable
              data={(categories.data?.items ?? []).map((one) => ({
                value: one.id,
                label: one.titles[format.language] ?? Object.values(one.titles)[0] ?? one.path,
              }))}
              value={category}
              onChange={setCategory}
            />
            <TextInput label={t("edit.tag")} value={tag} onChange={(event) => setTag(event.currentTarget.value)} />
            <Select
              label={t("why.market")}
              placeholder={t("edit.basePrices")}
              clearable
              data={markets.items.map(({ id, name }) => ({ value: id, label: name }))}
              value={market?.id ?? null}
              onChange={(id) => setMarket(markets.items.find((one) => one.id === id) ?? null)}
            />
            <Select
              label={t("lists.currency")}
              data={currencyChoices(format)}
              value={currency}
              onChange={(code) => setBase((code as typeof base | null) ?? base)}
              searchable
              allowDeselect={false}
              readOnly={market !== null}
            />
          </Group>
        </Section>
        <Section title={t("edit.how")}>
          <Group align="flex-end" className="field-row">
            <SegmentedControl
              aria-label={t("edit.how")}
              value={kind}
              onChange={(value) => setKind(value === "amount" ? "amount" : "percentage")}
              data={(["percentage", "amount"] as const).map((value) => ({ value, label: t(`edit.kinds.${value}`) }))}
            />
            <SegmentedControl
              aria-label={t("edit.direction")}
              value={down}
              onChange={setDown}
              data={(["up", "down"] as const).map((value) => ({ value, label: t(`edit.directions.${value}`) }))}
            />
            {kind === "percentage" ? (
              <PercentField label={t("lists.percent")} ppm={ppm} onChange={setPpm} />
            ) : (
              <MoneyField key={currency} label={t("edit.by")} currency={currency} value={amount} onChange={setAmount} />
            )}
            <Select
              label={t("edit.compareAt")}
              data={(["keep", "from_price", "none"] as const).map((value) => ({
                value,
                label: t(`edit.compareAts.${value}`),
              }))}
              value={compareAt}
              onChange={(value) => setCompareAt(value ?? "keep")}
              allowDeselect={false}
            />
            <Button loading={preview.isFetching} onClick={() => setAsked(input)}>
              {t("edit.preview")}
            </Button>
          </Group>
        </Section>
        {asked !== null && preview.isError ? <ProblemNote error={preview.error} /> : null}
        {apply.isError ? <ProblemNote error={apply.error} /> : null}
        {current === undefined ? null : (
          <Section
            title={t("edit.found", {
              changed: format.number(current.changed),
              all: format.number(current.rows.length),
            })}
            actions={
              can(shop, "catalog.write") ? (
                <Button
                  loading={apply.isPending}
                  disabled={current.changed === 0}
                  onClick={() => apply.mutate({ ...input, fingerprint: current.fingerprint })}
                >
                  {t("edit.apply")}
                </Button>
              ) : null
            }
          >
            {current.rows.length > drawn ? <Text size="sm">{t("edit.more", { count: drawn })}</Text> : null}
            <DataTable
              caption={t("edit.title")}
              columns={columns}
              rows={rows}
              rowKey={({ variantId }) => variantId}
              empty={<EmptyNote title={t("edit.nothing")} description={t("edit.nothingHint")} />}
            />
          </Section>
        )}
      </Stack>
    </>
  );
}
