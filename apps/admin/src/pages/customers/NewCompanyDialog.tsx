import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";

const fields = ["name", "taxId"] as const;

/** A company needs a name; the rest is entered on its page. */
export function NewCompanyDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation("customers");
  const { trpc, slug } = useShop();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [taxId, setTaxId] = useState("");
  const create = useMutation(
    trpc.customers.createCompany.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.customers.listCompanies.pathFilter());
        await navigate({ to: paths.company, params: { shop: slug, companyId: id } });
      },
    }),
  );
  const errors = create.error === null ? {} : fieldErrors(problemOf(create.error), fields);
  return (
    <FormDialog
      title={t("companies.add")}
      submitLabel={t("companies.create")}
      sending={create.isPending}
      onSubmit={() => create.mutate({ name, taxId: taxId.trim() === "" ? null : taxId })}
      onClose={onClose}
    >
      <TextInput
        label={t("companies.name")}
        required
        maxLength={120}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={errors["name"]}
      />
      <TextInput
        label={t("companies.taxId")}
        description={t("companies.taxIdHint")}
        maxLength={40}
        value={taxId}
        onChange={({ currentTarget }) => setTaxId(currentTarget.value)}
        error={errors["taxId"]}
      />
      <FormProblem error={create.error} fields={fields} />
    </FormDialog>
  );
}
