import { Autocomplete, MultiSelect, Stack, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../../lib/drafts.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Facts } from "../../ui/Facts.tsx";
import { Section } from "../../ui/Section.tsx";
import { categoryChoices, type Product } from "./catalog-types.ts";
import type { ProductFields } from "./product-draft.ts";

/** `custom.rated_voltage` as a person reads it: `Rated voltage`. */
function fieldLabel(name: string): string {
  const words = name
    .replace(/^(?:custom|meta|metafields?)[._]/, "")
    .replace(/[._-]+/g, " ")
    .trim();
  return words === "" ? name : words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

interface Props {
  product: Product;
  fields: Draft<ProductFields>;
  locked: boolean;
}

export function DetailsSection({ product, fields: { value, set }, locked }: Props): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const format = useFormat();
  const categories = useQuery(trpc.catalog.listCategories.queryOptions({}));
  return (
    <Section title={t("details.title")}>
      <Stack>
        <MultiSelect
          label={t("details.categories")}
          data={categoryChoices(categories.data?.items ?? [], format.language)}
          value={value.categoryIds}
          onChange={(ids) => set("categoryIds", ids as ProductFields["categoryIds"])}
          searchable
          hidePickedOptions
          readOnly={locked}
        />
        <TagsInput
          label={t("details.tags")}
          description={t("details.tagsHint")}
          value={value.tags}
          onChange={(tags) => set("tags", tags)}
          readOnly={locked}
        />
        <TextInput
          label={t("details.brand")}
          maxLength={120}
          value={value.brand}
          onChange={({ currentTarget }) => set("brand", currentTarget.value)}
          readOnly={locked}
        />
        <TextInput
          label={t("details.productType")}
          maxLength={120}
          value={value.productType}
          onChange={({ currentTarget }) => set("productType", currentTarget.value)}
          readOnly={locked}
        />
        <Autocomplete
          label={t("details.taxClass")}
          description={t("details.taxClassHint")}
          data={["standard", "reduced", "zero"]}
          required
          pattern="[a-z][a-z0-9_]{0,39}"
          value={value.taxClass}
          onChange={(taxClass) => set("taxClass", taxClass)}
          readOnly={locked}
        />
        <Facts
          facts={[
            { label: t("details.created"), value: format.dateTime(product.createdAt) },
            { label: t("details.updated"), value: format.dateTime(product.updatedAt) },
            ...(product.publishedAt === null
              ? []
              : [{ label: t("details.published"), value: format.dateTime(product.publishedAt) }]),
            ...Object.entries(product.customFields).map(([name, field]) => ({
              label: fieldLabel(name),
              value: field.type === "list" ? format.list(field.value) : String(field.value),
            })),
          ]}
        />
      </Stack>
    </Section>
  );
}
