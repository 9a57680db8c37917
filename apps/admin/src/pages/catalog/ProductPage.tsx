import { Grid, Stack } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQueries } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { problemOf } from "../../lib/errors.ts";
import { paramId } from "../../lib/ids.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { Product } from "./catalog-types.ts";
import { DetailsSection } from "./DetailsSection.tsx";
import { useProductDraft } from "./product-draft.ts";
import { ProductBadge } from "./ProductBadge.tsx";
import { saveProduct, type ProductChanges } from "./save-product.ts";
import { StatusActions } from "./StatusActions.tsx";
import { TextsSection } from "./TextsSection.tsx";
import { VariantsSection } from "./VariantsSection.tsx";

/** Both stand below the fold, with tools of their own. */
const PicturesSection = lazy(async () => ({ default: (await import("./PicturesSection.tsx")).PicturesSection }));
const PricePanel = lazy(async () => ({ default: (await import("../../lib/PricePanel.tsx")).PricePanel }));

const OverridesPanel = lazy(async () => ({ default: (await import("./OverridesPanel.tsx")).OverridesPanel }));

export function ProductPage(): ReactNode {
  const { productId } = useParams({ from: paths.product });
  const { trpc } = useShop();
  // What the page's parts need as well is asked for along with it, and not one after the other.
  const [{ data: product }] = useSuspenseQueries({
    queries: [
      trpc.catalog.getProduct.queryOptions({ id: paramId("prd", productId) }),
      trpc.markets.list.queryOptions({}),
      trpc.tenants.getShop.queryOptions({}),
    ],
  });
  return <ProductEditor key={product.id} product={product} />;
}

function ProductEditor({ product }: { product: Product }): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const shop = useShop();
  const { trpc, slug } = shop;
  const queryClient = useQueryClient();
  const tell = useTell();
  const [{ data: prices }, { data: markets }] = useSuspenseQueries({
    queries: [
      trpc.pricing.listPrices.queryOptions({ variantIds: product.variants.slice(0, 200).map(({ id }) => id) }),
      trpc.markets.list.queryOptions({}),
    ],
  });
  const offered = markets.items.flatMap((market) => market.locales);
  const locales = [...new Set([product.sourceLocale, ...offered, ...Object.keys(product.translations)])];
  const draft = useProductDraft(product, prices.items, locales);
  const refresh = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.catalog.pathFilter());
    await queryClient.invalidateQueries(trpc.pricing.listPrices.pathFilter());
    await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
  };
  const save = useMutation({
    mutationFn: (changes: ProductChanges) => saveProduct(shop, product, changes),
    onSuccess: async () => {
      await refresh();
      draft.reset();
      tell.done(t("common:saved"));
    },
    // Parts that were saved before the refusal are no longer changes once they are read again.
    onError: async (error) => {
      if (!problemOf(error).code.endsWith(".stale")) await refresh();
    },
  });
  const reload = async (): Promise<void> => {
    await refresh();
    draft.reset();
    save.reset();
  };
  const locked = !can(shop, "catalog.write");
  const title = product.translations[product.sourceLocale]?.title ?? t("untitled");
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.products} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={title}
        badges={<ProductBadge status={product.status} />}
        actions={
          <>
            {can(shop, "audit.read") ? (
              <LinkButton variant="subtle" to={paths.audit} params={{ shop: slug }} search={{ subject: product.id }}>
                {t("details.history")}
              </LinkButton>
            ) : null}
            {locked ? null : <StatusActions product={product} unsaved={draft.count > 0} />}
          </>
        }
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.count === 0) return;
          const { texts, fields, variants, prices: priceDraft, stock } = draft;
          save.mutate({
            texts: texts.changes,
            fields: fields.changes,
            variants: variants.changes,
            prices: priceDraft.changes,
            stock: stock.changes,
          });
        }}
      >
        <Stack>
          <EditProblem error={save.error} fields={[]} onReload={() => void reload()} />
          <Grid>
            <Grid.Col span={{ base: 12, md: 8 }}>
              <TextsSection product={product} locales={locales} texts={draft.texts} locked={locked} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <DetailsSection product={product} fields={draft.fields} locked={locked} />
            </Grid.Col>
          </Grid>
          <VariantsSection product={product} draft={draft} prices={prices.items} locked={locked} />
          <Suspense fallback={<LoadingRegion label={t("common:loading")} />}>
            <PricePanel variants={product.variants.map((one) => ({ id: one.id, label: nameOfVariant(one) }))} />
            <Suspense fallback={<LoadingRegion label={t("common:loading")} />}>
              <OverridesPanel productId={product.id} locked={locked} />
            </Suspense>
            <PicturesSection product={product} locked={locked} />
          </Suspense>
          <EditBar count={draft.count} saving={save.isPending} onDiscard={draft.reset} />
        </Stack>
      </form>
    </>
  );
}

function nameOfVariant({ id, sku, title, optionValues }: Product["variants"][number]): string {
  const options = Object.values(optionValues).join(" / ");
  return [options, title, sku, id].find((text) => text !== null && text !== "") ?? id;
}
