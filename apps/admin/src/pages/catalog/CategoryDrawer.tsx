import { Button, Drawer, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { direction } from "@meridian/core/kernel/locale";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "../../lib/drafts.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { categoryChoices } from "./catalog-types.ts";
import { possibleParents, titleOf, type Category } from "./category-tree.ts";
import { useLocales } from "./use-locales.ts";

interface Props {
  category: Category | undefined;
  all: readonly Category[];
  onClose: () => void;
}

export function CategoryDrawer({ category, all, onClose }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const format = useFormat();
  return (
    <Drawer
      opened={category !== undefined}
      onClose={onClose}
      position="right"
      title={category === undefined ? "" : titleOf(category, format.language)}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {category === undefined ? null : (
        <CategoryForm key={category.id} category={category} all={all} onClose={onClose} />
      )}
    </Drawer>
  );
}

/** Its names in every language, its place in the tree, and whether visitors see it. */
function CategoryForm({ category, all, onClose }: Props & { category: Category }): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const locales = useLocales();
  const { titles, parentId, hidden } = category;
  const { value, set, changes, count } = useDraft({ titles, parentId, hidden });
  const refresh = (): Promise<void> => queryClient.invalidateQueries(trpc.catalog.pathFilter());
  const save = useMutation(
    trpc.catalog.updateCategory.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        await refresh();
        onClose();
      },
    }),
  );
  const remove = useMutation(
    trpc.catalog.removeCategory.mutationOptions({
      onSuccess: async () => {
        onClose();
        await refresh();
      },
      onError: tell.failed,
    }),
  );
  const names: ReadonlyMap<string, string> = new Map(Object.entries(value.titles));
  const shown = [
    ...new Set([...(locales === undefined ? [] : [locales.source, ...locales.targets]), ...Object.keys(titles)]),
  ];
  async function askRemove(): Promise<void> {
    const sure = await confirm({
      title: t("categories.removeTitle", { name: titleOf(category, format.language) }),
      body: t("categories.removeBody"),
      confirmLabel: t("common:delete"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) remove.mutate({ id: category.id });
  }
  function submit(): void {
    const { titles: named, ...rest } = changes;
    // An emptied name is none: visitors then read the default language's.
    const given = Object.entries(named ?? {}).map(([locale, text]) => [
      locale,
      text.trim() === "" ? null : text.trim(),
    ]);
    save.mutate({
      id: category.id,
      ...rest,
      ...(named === undefined ? {} : { titles: Object.fromEntries(given) }),
    });
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        {shown.map((locale) => (
          <TextInput
            key={locale}
            label={t("categories.nameIn", { language: format.locale(locale) })}
            lang={locale}
            dir={direction(locale)}
            maxLength={120}
            required={locale === locales?.source}
            value={names.get(locale) ?? ""}
            onChange={({ currentTarget }) => set("titles", { ...value.titles, [locale]: currentTarget.value })}
          />
        ))}
        <Select
          label={t("categories.parent")}
          description={t("categories.parentHint")}
          placeholder={t("categories.root")}
          data={categoryChoices(possibleParents(all, category), format.language)}
          value={value.parentId}
          onChange={(id) => set("parentId", id as Category["parentId"])}
          searchable
          clearable
        />
        <Switch
          label={t("categories.show")}
          description={t("categories.showHint")}
          checked={!value.hidden}
          onChange={({ currentTarget }) => set("hidden", !currentTarget.checked)}
        />
        {save.isError ? <ProblemNote error={save.error} /> : null}
        <Group justify="space-between">
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => void askRemove()}>
            {t("common:delete")}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={count === 0}>
            {t("common:save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
