import { Badge, Button, Grid, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { direction } from "@meridian/core/kernel/locale";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useDraft } from "../../lib/drafts.ts";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Product } from "./catalog-types.ts";

const fields = ["title", "description", "seoTitle", "seoDescription"] as const;
type Field = (typeof fields)[number];
type Texts = Record<Field, string>;

const textsOf = (product: Product, locale: string): Texts => {
  const content = product.translations[locale];
  return Object.fromEntries(fields.map((field) => [field, content?.[field] ?? ""])) as Texts;
};

export function SideBySide({ productId, locale }: { productId: Product["id"]; locale: string }): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const product = useQuery(trpc.catalog.getProduct.queryOptions({ id: productId }));
  if (product.isError) return <ProblemNote error={product.error} />;
  if (product.data === undefined) return <LoadingRegion label={t("texts.title")} />;
  return <Sides product={product.data} locale={locale} />;
}

/** Source beside target, each in its own direction of writing. Saving a text makes it fresh. */
function Sides({ product, locale }: { product: Product; locale: string }): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const source = textsOf(product, product.sourceLocale);
  const saved = textsOf(product, locale);
  const { value, changes, count, set, reset } = useDraft<Texts>(saved);
  const stale = product.translations[locale]?.stale ?? [];
  const refresh = (): Promise<void> => queryClient.invalidateQueries(trpc.catalog.pathFilter());
  const save = useMutation(
    trpc.catalog.setTranslation.mutationOptions({
      onSuccess: async () => {
        await refresh();
        reset();
        tell.done(t("common:saved"));
      },
    }),
  );
  const send = (texts: Partial<Texts>): void =>
    save.mutate({
      id: product.id,
      version: product.version,
      locale,
      ...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text === "" ? null : text])),
    });
  const locked = !can(shop, "catalog.translate");
  /** Fields that are out of date and stay as they are: their words still fit. */
  const stillRight = fields.filter((field) => stale.includes(field) && changes[field] === undefined);
  return (
    <Section
      title={source.title === "" ? t("untitled") : source.title}
      description={t("translating.from", {
        source: format.locale(product.sourceLocale),
        target: format.locale(locale),
      })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(changes);
        }}
      >
        <Stack>
          <EditProblem
            error={save.error}
            fields={[]}
            onReload={() => {
              save.reset();
              void refresh();
            }}
          />
          {fields
            .filter((field) => source[field] !== "" || saved[field] !== "")
            .map((field) => (
              <Grid key={field} align="stretch">
                <Grid.Col span={{ base: 12, sm: 6 }}>
                  <Text size="sm" fw={500}>
                    {t(`texts.fields.${field}`)}
                  </Text>
                  <Text
                    lang={product.sourceLocale}
                    dir={direction(product.sourceLocale)}
                    style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
                  >
                    {source[field]}
                  </Text>
                </Grid.Col>
                <Grid.Col span={{ base: 12, sm: 6 }}>
                  <Target
                    field={field}
                    locale={locale}
                    value={value[field]}
                    stale={stale.includes(field)}
                    locked={locked}
                    onChange={(text) => set(field, text)}
                  />
                </Grid.Col>
              </Grid>
            ))}
          {locked ? null : (
            <Group justify="flex-end">
              {stillRight.length === 0 ? null : (
                <Button
                  variant="default"
                  disabled={save.isPending}
                  onClick={() => send(Object.fromEntries(stillRight.map((field) => [field, saved[field]])))}
                >
                  {t("translating.stillRight")}
                </Button>
              )}
              <Button type="submit" loading={save.isPending} disabled={count === 0}>
                {t("common:save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}

interface TargetProps {
  field: Field;
  locale: string;
  value: string;
  stale: boolean;
  locked: boolean;
  onChange: (text: string) => void;
}

function Target({ field, locale, value, stale, locked, onChange }: TargetProps): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const props = {
    label: (
      <>
        {t(`texts.fields.${field}`)} ({format.locale(locale)})
        {stale ? (
          <Badge ms="xs" size="sm" color="yellow" variant="light" tt="none">
            {t("texts.stale")}
          </Badge>
        ) : null}
      </>
    ),
    lang: locale,
    dir: direction(locale),
    value,
    readOnly: locked,
  };
  if (field === "title" || field === "seoTitle")
    return <TextInput {...props} maxLength={250} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
  return (
    <Textarea
      {...props}
      autosize
      minRows={3}
      maxRows={14}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
