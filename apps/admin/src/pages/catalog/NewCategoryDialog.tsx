import { Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { categoryChoices } from "./catalog-types.ts";
import type { Category } from "./category-tree.ts";

interface Props {
  opened: boolean;
  all: readonly Category[];
  onClose: () => void;
}

export function NewCategoryDialog({ opened, all, onClose }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const settings = useQuery(trpc.tenants.getShop.queryOptions({}));
  const [title, setTitle] = useState("");
  const [parentId, setParentId] = useState<string | null>(null);
  const create = useMutation(
    trpc.catalog.createCategory.mutationOptions({
      onSuccess: async () => {
        setTitle("");
        onClose();
        await queryClient.invalidateQueries(trpc.catalog.listCategories.pathFilter());
      },
    }),
  );
  const source = settings.data?.defaultLocale ?? "en";
  return (
    <FormDialog
      opened={opened}
      title={t("categories.create")}
      submitLabel={t("categories.create")}
      sending={create.isPending}
      onSubmit={() => create.mutate({ titles: { [source]: title }, parentId: parentId as Category["parentId"] })}
      onClose={onClose}
    >
      <TextInput
        label={t("categories.nameIn", { language: format.locale(source) })}
        required
        maxLength={120}
        data-autofocus
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <Select
        label={t("categories.parent")}
        placeholder={t("categories.root")}
        data={categoryChoices(all, format.language)}
        value={parentId}
        onChange={setParentId}
        searchable
        clearable
      />
      {create.isError ? <ProblemNote error={create.error} /> : null}
    </FormDialog>
  );
}
