import { Autocomplete, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { Product } from "./catalog-types.ts";

/** Another combination of the product's options; a value that is new becomes one of the option's values. */
export function AddVariantDialog({ product, onClose }: { product: Product; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc, client } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [sku, setSku] = useState("");
  const add = useMutation({
    mutationFn: async () => {
      const chosen = Object.fromEntries(product.options.map(({ name }) => [name, (values[name] ?? "").trim()]));
      const options = product.options.map(({ name, values: known }) => ({
        name,
        values: known.includes(chosen[name] ?? "") ? known : [...known, chosen[name] ?? ""],
      }));
      const grown = options.some((option, at) => option.values.length !== product.options[at]?.values.length);
      const { id, version } = grown
        ? await client.catalog.updateProduct.mutate({ id: product.id, version: product.version, options })
        : product;
      return client.catalog.addVariant.mutate({
        productId: id,
        version,
        variant: { optionValues: chosen, sku: sku.trim() === "" ? null : sku.trim() },
      });
    },
    onSuccess: async () => {
      tell.done(t("variants.added"));
      onClose();
      await queryClient.invalidateQueries(trpc.catalog.pathFilter());
    },
    onError: () => queryClient.invalidateQueries(trpc.catalog.getProduct.pathFilter()),
  });
  return (
    <FormDialog
      title={t("variants.add")}
      submitLabel={t("variants.add")}
      sending={add.isPending}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      {product.options.map((option, at) => (
        <Autocomplete
          key={option.name}
          label={option.name}
          data={option.values}
          required
          data-autofocus={at === 0 ? true : undefined}
          value={values[option.name] ?? ""}
          onChange={(value) => setValues((now) => ({ ...now, [option.name]: value }))}
        />
      ))}
      <TextInput
        label={t("variants.sku")}
        maxLength={120}
        value={sku}
        onChange={({ currentTarget }) => setSku(currentTarget.value)}
      />
      {add.isError ? <ProblemNote error={add.error} /> : null}
    </FormDialog>
  );
}
