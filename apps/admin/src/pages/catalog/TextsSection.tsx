import { Badge, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { direction } from "@meridian/core/kernel/locale";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { Draft } from "../../lib/drafts.ts";
import { useFormat } from "../../lib/format.ts";
import { readProductSearch } from "../../lib/search.ts";
import { Section } from "../../ui/Section.tsx";
import type { Product } from "./catalog-types.ts";
import { textFields, textKey, type TextField } from "./product-draft.ts";

interface Props {
  product: Product;
  locales: readonly string[];
  texts: Draft<Record<string, string>>;
  locked: boolean;
}

/** The product's texts in one language at a time; a missing one shows what customers see instead. */
export function TextsSection({ product, locales, texts, locked }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const { locale = product.sourceLocale } = useSearch({ from: paths.product });
  const navigate = useNavigate({ from: paths.product });
  const shown = locales.includes(locale) ? locale : product.sourceLocale;
  return (
    <Section
      title={t("texts.title")}
      actions={
        <Select
          aria-label={t("texts.language")}
          data={locales.map((value) => ({
            value,
            label: labelOf(product, value, format.locale(value), t("texts.source"), t("texts.outdated")),
          }))}
          value={shown}
          onChange={(value) =>
            void navigate({ search: readProductSearch({ locale: value ?? undefined }), replace: true })
          }
          allowDeselect={false}
        />
      }
    >
      <Stack>
        {shown === product.sourceLocale ? null : <Completeness product={product} locale={shown} texts={texts} />}
        {textFields.map((field) => (
          <TextEdit
            key={textKey(shown, field)}
            product={product}
            locale={shown}
            field={field}
            texts={texts}
            locked={locked}
          />
        ))}
      </Stack>
    </Section>
  );
}

function labelOf(
  { sourceLocale, translations }: Product,
  locale: string,
  name: string,
  source: string,
  outdated: string,
): string {
  if (locale === sourceLocale) return `${name} · ${source}`;
  const stale = (translations[locale]?.stale.length ?? 0) > 0;
  return stale ? `${name} · ${outdated}` : name;
}

function Completeness({
  product,
  locale,
  texts,
}: {
  product: Product;
  locale: string;
  texts: Props["texts"];
}): ReactNode {
  const { t } = useTranslation("catalog");
  const wanted = (["title", "description"] as const).filter(
    (field) => texts.value[textKey(product.sourceLocale, field)] !== "",
  );
  const stale = (product.translations[locale]?.stale.length ?? 0) > 0;
  const done = wanted.filter((field) => texts.value[textKey(locale, field)] !== "").length;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {done < wanted.length
          ? t("texts.incomplete", { done, total: wanted.length })
          : stale
            ? t("texts.outdatedHint")
            : t("texts.complete")}
      </Text>
    </Group>
  );
}

interface EditProps extends Omit<Props, "locales"> {
  locale: string;
  field: TextField;
}

function TextEdit({ product, locale, field, texts, locked }: EditProps): ReactNode {
  const { t } = useTranslation("catalog");
  const format = useFormat();
  const source = product.sourceLocale;
  const fallback = locale === source || field === "slug" ? "" : (texts.value[textKey(source, field)] ?? "");
  const value = texts.value[textKey(locale, field)] ?? "";
  const stale = product.translations[locale]?.stale.includes(field) === true;
  const label = (
    <>
      {t(`texts.fields.${field}`)}
      {stale ? (
        <Badge ms="xs" size="sm" color="yellow" variant="light" tt="none">
          {t("texts.stale")}
        </Badge>
      ) : null}
    </>
  );
  const props = {
    label,
    lang: locale,
    dir: direction(locale),
    value,
    readOnly: locked,
    placeholder: fallback,
    description:
      value === "" && fallback !== ""
        ? t("texts.fallback", { language: format.locale(source) })
        : hintOf(field, t("texts.slugHint"), t("texts.seoHint")),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      texts.set(textKey(locale, field), currentTarget.value),
  };
  return field === "description" ? (
    <Textarea {...props} autosize minRows={4} maxRows={16} />
  ) : (
    <TextInput
      {...props}
      required={field === "title" && locale === source}
      maxLength={field === "seoDescription" ? 1_000 : 250}
    />
  );
}

function hintOf(field: TextField, slug: string, seo: string): string | undefined {
  if (field === "slug") return slug;
  return field === "seoTitle" ? seo : undefined;
}
