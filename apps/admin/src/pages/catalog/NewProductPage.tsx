import { Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { useShop } from "../../lib/session.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import type { NewProduct } from "./catalog-types.ts";
import { combinations, usableOptions, type OptionDraft } from "./variant-matrix.ts";

const fields = ["title", "description", "options", "variants"] as const;
const maxOptions = 3;

export function NewProductPage(): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc, client, slug } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [price, setPrice] = useState<WireMoney | null>(null);
  const [options, setOptions] = useState<readonly OptionDraft[]>([]);
  const usable = usableOptions(options);
  const variants = combinations(usable);
  const create = useMutation({
    mutationFn: async () => {
      const input: NewProduct = {
        title: title.trim(),
        ...(description === "" ? {} : { description }),
        options: usable.map(({ name, values }) => ({ name, values: [...values] })),
        variants: variants.map((optionValues) => ({ optionValues })),
      };
      const product = await client.catalog.createProduct.mutate(input);
      if (price !== null) {
        const prices = product.variants.map(({ id }) => ({ variantId: id, currency: price.currency, amount: price }));
        await client.pricing.setPrices.mutate({ prices });
      }
      return product;
    },
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries(trpc.catalog.pathFilter());
      await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      await navigate({ to: paths.product, params: { shop: slug, productId: id } });
    },
  });
  const errors = create.error === null ? {} : fieldErrors(problemOf(create.error), fields);
  function changeOption(at: number, change: Partial<OptionDraft>): void {
    setOptions((now) => now.map((option, index) => (index === at ? { ...option, ...change } : option)));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate();
  }
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.products} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("new.title")}
        description={t("new.description")}
      />
      <form onSubmit={submit}>
        <Stack>
          <Section
            title={t("texts.title")}
            description={t("new.language", { language: format.locale(settings.defaultLocale) })}
          >
            <Stack maw={640}>
              <TextInput
                label={t("texts.fields.title")}
                required
                maxLength={250}
                lang={settings.defaultLocale}
                value={title}
                onChange={({ currentTarget }) => setTitle(currentTarget.value)}
                error={errors["title"]}
              />
              <Textarea
                label={t("texts.fields.description")}
                autosize
                minRows={4}
                lang={settings.defaultLocale}
                value={description}
                onChange={({ currentTarget }) => setDescription(currentTarget.value)}
                error={errors["description"]}
              />
              <MoneyField
                label={t("new.price")}
                description={t("new.priceHint")}
                currency={settings.defaultCurrency}
                value={price}
                onChange={setPrice}
                maw={240}
              />
            </Stack>
          </Section>
          <Section title={t("new.options")} description={t("new.optionsHint")}>
            <Stack maw={640}>
              {options.map((option, at) => (
                <Group key={at} align="flex-start" wrap="nowrap" gap="sm">
                  <TextInput
                    label={t("new.optionName", { number: at + 1 })}
                    placeholder={t("new.optionExample")}
                    maxLength={60}
                    value={option.name}
                    onChange={({ currentTarget }) => changeOption(at, { name: currentTarget.value })}
                  />
                  <TagsInput
                    label={t("new.optionValues", { number: at + 1 })}
                    placeholder={t("new.valuesExample")}
                    value={[...option.values]}
                    onChange={(values) => changeOption(at, { values })}
                    acceptValueOnBlur
                    flex={1}
                  />
                  <Button
                    variant="subtle"
                    color="red"
                    mt={24}
                    onClick={() => setOptions((now) => now.filter((_, index) => index !== at))}
                  >
                    {t("common:delete")}
                  </Button>
                </Group>
              ))}
              <Group>
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconPlus size={16} aria-hidden />}
                  disabled={options.length >= maxOptions}
                  onClick={() => setOptions((now) => [...now, { name: "", values: [] }])}
                >
                  {t("new.addOption")}
                </Button>
                <Text component="output" size="sm" c="dimmed">
                  {t("new.variants", { count: variants.length })}
                </Text>
              </Group>
            </Stack>
          </Section>
          <FormProblem error={create.error} fields={fields} />
          <Group justify="flex-end">
            <LinkButton variant="default" to={paths.products} params={{ shop: slug }}>
              {t("common:cancel")}
            </LinkButton>
            <Button type="submit" loading={create.isPending}>
              {t("new.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
