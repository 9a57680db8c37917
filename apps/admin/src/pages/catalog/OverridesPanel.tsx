import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";
import type { Product } from "./catalog-types.ts";

type Market = AdminOutputs["markets"]["list"]["items"][number];
type Changes = Pick<AdminInputs["catalog"]["setProductOverride"], "title" | "description" | "available">;
const whole = "";

/** What single markets have of their own: each field with where it comes from, and a way back to what is inherited. */
export function OverridesPanel({ productId, locked }: { productId: Product["id"]; locked: boolean }): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: markets } = useQuery(trpc.markets.list.queryOptions({}));
  const [marketId, setMarketId] = useState<string | null>(null);
  const [locale, setLocale] = useState(whole);
  const market = markets?.items.find(({ id }) => id === marketId);
  return (
    <Section title={t("overrides.title")} description={t("overrides.description")}>
      <Stack maw={560}>
        <Group grow align="flex-start">
          <Select
            label={t("overrides.market")}
            data={markets?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={marketId}
            onChange={(id) => {
              setMarketId(id);
              setLocale(whole);
            }}
            searchable
            nothingFoundMessage={t("overrides.none")}
          />
          {market === undefined ? null : (
            <Select
              label={t("overrides.language")}
              data={[
                { value: whole, label: t("overrides.wholeMarket") },
                ...market.locales.map((one) => ({ value: one, label: format.locale(one) })),
              ]}
              value={locale}
              onChange={(one) => setLocale(one ?? whole)}
              allowDeselect={false}
            />
          )}
        </Group>
        {market === undefined ? null : (
          <Level key={`${market.id} ${locale}`} productId={productId} market={market} locale={locale} locked={locked} />
        )}
      </Stack>
    </Section>
  );
}

interface LevelProps {
  productId: Product["id"];
  market: Market;
  locale: string;
  locked: boolean;
}

function Level({ productId, market, locale, locked }: LevelProps): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const asked = { productId, marketId: market.id };
  const { data } = useQuery(trpc.catalog.productOverrides.queryOptions(asked));
  const [changes, setChanges] = useState<Changes>({});
  const save = useMutation(
    trpc.catalog.setProductOverride.mutationOptions({
      onSuccess: async (answer) => {
        queryClient.setQueryData(trpc.catalog.productOverrides.queryKey(asked), answer);
        setChanges({});
        tell.done(t("overrides.saved", { market: market.name }));
        await queryClient.invalidateQueries(trpc.catalog.getProduct.pathFilter());
      },
    }),
  );
  if (data === undefined) return null;
  const write = (own: Changes): void =>
    save.mutate({ ...asked, version: data.version, locale: locale === whole ? null : locale, ...own });
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.catalog.productOverrides.pathFilter());
    setChanges({});
    save.reset();
  };
  const fieldOf = (name: keyof Changes) => {
    const found = data.fields.find((one) => one.field === name && (one.locale ?? whole) === locale);
    const own = found?.own === true;
    const reset = (
      <Button variant="subtle" size="compact-xs" onClick={() => write({ [name]: null })} disabled={save.isPending}>
        {t("overrides.reset")}
      </Button>
    );
    const source = t(`overrides.sources.${found?.source ?? "product"}`);
    return { found, own, source, after: own && !locked ? reset : null };
  };
  const textOf = (name: "title" | "description") => {
    const { found, own } = fieldOf(name);
    const stored = own && typeof found?.value === "string" ? found.value : "";
    return {
      label: t(`overrides.fields.${name}`),
      description: fieldOf(name).source,
      placeholder: typeof found?.inherited === "string" ? found.inherited.slice(0, 200) : "",
      value: changes[name] ?? stored,
      readOnly: locked,
    };
  };
  const set = (name: "title" | "description", text: string) => setChanges((now) => ({ ...now, [name]: text }));
  const available = fieldOf("available");
  const yesNo = (yes: unknown) => t(yes === false ? "overrides.available.no" : "overrides.available.yes");
  const sold = changes.available === undefined ? (available.own ? available.found?.value : null) : changes.available;
  const count = Object.keys(changes).length;
  return (
    <Stack>
      <EditProblem error={save.error} fields={[]} onReload={() => void reload()} />
      <TextInput
        {...textOf("title")}
        maxLength={250}
        onChange={({ currentTarget }) => set("title", currentTarget.value)}
      />
      {fieldOf("title").after}
      <Textarea
        {...textOf("description")}
        autosize
        minRows={2}
        maxRows={10}
        onChange={({ currentTarget }) => set("description", currentTarget.value)}
      />
      {fieldOf("description").after}
      <Select
        label={t("overrides.fields.available")}
        description={available.source}
        data={[
          { value: "inherit", label: t("overrides.available.inherit", { now: yesNo(available.found?.inherited) }) },
          { value: "yes", label: t("overrides.available.yes") },
          { value: "no", label: t("overrides.available.no") },
        ]}
        value={sold === true ? "yes" : sold === false ? "no" : "inherit"}
        onChange={(choice) =>
          setChanges((now) => ({ ...now, available: choice === "yes" ? true : choice === "no" ? false : null }))
        }
        allowDeselect={false}
        readOnly={locked}
      />
      {locked ? null : (
        <Group>
          <Button disabled={count === 0} loading={save.isPending} onClick={() => write(cleaned(changes))}>
            {t("overrides.save")}
          </Button>
          <Text size="sm" c="dimmed">
            {market.name}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

/** A text that was emptied goes back to what is inherited. */
function cleaned({ title, description, available }: Changes): Changes {
  const text = (value: string | null | undefined) => (value?.trim() === "" ? null : value);
  return {
    ...(title === undefined ? {} : { title: text(title) }),
    ...(description === undefined ? {} : { description: text(description) }),
    ...(available === undefined ? {} : { available }),
  };
}
