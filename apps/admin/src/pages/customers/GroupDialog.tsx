import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { CustomerGroup } from "./types.ts";

const fields = ["name", "handle"] as const;

/** A handle that suits the name: prices and promotions name the group by it. */
const handleOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 60);

/** Makes a group, or gives one another name; its handle stays. */
export function GroupDialog({ group, onClose }: { group: CustomerGroup | null; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["customers", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [name, setName] = useState(group?.name ?? "");
  const [handle, setHandle] = useState<string | null>(group?.handle ?? null);
  const save = useMutation(
    trpc.customers.setGroup.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        onClose();
        await queryClient.invalidateQueries(trpc.customers.pathFilter());
      },
    }),
  );
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);
  const chosen = handle ?? handleOf(name);
  return (
    <FormDialog
      title={group === null ? t("groups.add") : t("groups.edit")}
      sending={save.isPending}
      onSubmit={() => save.mutate({ handle: chosen, name, version: group?.version ?? null })}
      onClose={onClose}
    >
      <TextInput
        label={t("groups.name")}
        required
        maxLength={80}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={errors["name"]}
      />
      <TextInput
        label={t("groups.handle")}
        description={t("groups.handleHint")}
        required
        maxLength={60}
        readOnly={group !== null}
        value={chosen}
        onChange={({ currentTarget }) => setHandle(currentTarget.value)}
        error={errors["handle"]}
      />
      <FormProblem error={save.error} fields={fields} />
    </FormDialog>
  );
}
