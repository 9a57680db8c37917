import { Group, Paper, Progress, Select, SimpleGrid, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isId } from "@meridian/core/kernel/ids";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { filterWidth } from "../../lib/FilterSelect.tsx";
import { useFormat } from "../../lib/format.ts";
import { LinkButton } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { readTranslationsSearch } from "../../lib/search.ts";
import { SearchField } from "../../lib/SearchField.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { AddProducts } from "./AddProducts.tsx";
import type { ProductRow } from "./catalog-types.ts";
import { Completeness } from "./Completeness.tsx";
import { SideBySide } from "./SideBySide.tsx";
import { percentOf, useLocales } from "./use-locales.ts";

type ProgressOf = AdminOutputs["catalog"]["translationProgress"];
const states = ["missing", "stale"] as const;

/** Translating product by product: what is missing or out of date in one language, source and target side by side. */
export function TranslationsPage(): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc, slug } = useShop();
  const format = useFormat();
  const locales = useLocales();
  const { locale: wanted, state, q, product, after } = useSearch({ from: paths.translations });
  const navigate = useNavigate({ from: paths.translations });
  const targets = locales?.targets ?? [];
  const locale = targets.find((known) => known === wanted) ?? targets[0];
  const progress = useQuery(
    trpc.catalog.translationProgress.queryOptions(targets.length === 0 ? skipToken : { locales: [...targets] }),
  );
  const products = useQuery({
    ...trpc.catalog.listProducts.queryOptions(
      locale === undefined
        ? skipToken
        : {
            q: q ?? "",
            translation: state === undefined ? null : { locale, state },
            after: after ?? null,
            first: 20,
          },
    ),
    placeholderData: keepPreviousData,
  });
  const change = useCallback(
    (next: Record<string, unknown>) =>
      void navigate({
        search: (now) => readTranslationsSearch({ ...now, after: undefined, product: undefined, ...next }),
      }),
    [navigate],
  );
  const search = useCallback((text: string) => change({ q: text }), [change]);
  const columns: Column<ProductRow>[] = [
    {
      key: "title",
      header: t("list.title"),
      main: true,
      width: "60%",
      render: ({ id, title }) => (
        <UnstyledButton
          fw={id === product ? 700 : 500}
          c="var(--mantine-color-anchor)"
          aria-current={id === product}
          onClick={() => change({ product: id, after })}
        >
          {title === "" ? t("untitled") : title}
        </UnstyledButton>
      ),
    },
    {
      key: "state",
      header: t("list.translations"),
      render: (row) => <Completeness row={row} targets={locale === undefined ? [] : [locale]} />,
    },
  ];
  if (locales !== undefined && locale === undefined) {
    return (
      <>
        <PageHeader title={t("translating.title")} description={t("translating.description")} />
        <EmptyNote
          icon={<IconLanguage aria-hidden />}
          title={t("translating.noLanguages")}
          description={t("translating.noLanguagesHint")}
          action={
            <LinkButton to={paths.markets} params={{ shop: slug }}>
              {t("translating.toMarkets")}
            </LinkButton>
          }
        />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("translating.title")} description={t("translating.description")} />
      <Stack>
        {progress.data === undefined ? null : (
          <ProgressCards progress={progress.data} chosen={locale} onChoose={(next) => change({ locale: next })} />
        )}
        <Paper withBorder p="md">
          <Group mb="md" gap="sm">
            <SearchField label={t("list.search")} value={q ?? ""} onSearch={search} />
            <Select
              aria-label={t("texts.language")}
              w={filterWidth}
              data={targets.map((value) => ({ value, label: format.locale(value) }))}
              value={locale ?? null}
              onChange={(value) => change({ locale: value })}
              allowDeselect={false}
            />
            <Select
              aria-label={t("list.translations")}
              w={filterWidth}
              placeholder={t("list.anyTranslation")}
              data={states.map((value) => ({ value, label: t(`translating.states.${value}`) }))}
              value={state ?? null}
              onChange={(value) => change({ state: value })}
              clearable
              clearButtonProps={{ "aria-label": t("list.anyTranslation") }}
            />
          </Group>
          {products.isError ? (
            <ProblemNote error={products.error} />
          ) : (
            <DataTable
              caption={t("title")}
              columns={columns}
              rows={products.data?.items}
              rowKey={({ id }) => id}
              empty={
                <EmptyNote
                  icon={<IconLanguage aria-hidden />}
                  {...(progress.data?.products === 0
                    ? { title: t("list.empty"), description: t("list.emptyHint"), action: <AddProducts /> }
                    : { title: state === undefined ? t("list.noMatch") : t("translating.done") })}
                />
              }
            />
          )}
          <SeekPager after={after} next={products.data?.next} onPage={(cursor) => change({ after: cursor })} />
        </Paper>
        {product !== undefined && isId("prd", product) && locale !== undefined ? (
          <SideBySide key={`${product} ${locale}`} productId={product} locale={locale} />
        ) : null}
      </Stack>
    </>
  );
}

interface CardsProps {
  progress: ProgressOf;
  chosen: string | undefined;
  onChoose: (locale: string) => void;
}

function ProgressCards({ progress, chosen, onChoose }: CardsProps): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      {progress.locales.map(({ locale, complete, stale }) => {
        const percent = percentOf(complete, progress.products);
        return (
          <Paper key={locale} withBorder p="sm">
            <UnstyledButton w="100%" aria-pressed={locale === chosen} onClick={() => onChoose(locale)}>
              <Group justify="space-between" wrap="nowrap">
                <Text fw={locale === chosen ? 700 : 500}>{format.locale(locale)}</Text>
                <Text size="sm">{format.percent(percent * 10_000)}</Text>
              </Group>
              <Progress value={percent} my={6} aria-label={format.locale(locale)} />
              <Text size="xs" c="dimmed">
                {t("translating.figures", {
                  complete: format.number(complete),
                  products: format.number(progress.products),
                  stale: format.number(stale),
                })}
              </Text>
            </UnstyledButton>
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}
