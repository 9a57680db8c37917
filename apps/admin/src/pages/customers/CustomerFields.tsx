import { MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";
import type { Customer } from "./types.ts";

const statuses = ["consumer", "business", "exempt"] as const;
const fields = ["name", "company", "phone", "taxId", "taxEvidence", "groups"] as const;

type Draft = Pick<Customer, "name" | "company" | "phone" | "taxStatus" | "taxId" | "taxEvidence" | "groups">;

const draftOf = ({ name, company, phone, taxStatus, taxId, taxEvidence, groups }: Customer): Draft => ({
  name,
  company,
  phone,
  taxStatus,
  taxId,
  taxEvidence,
  groups,
});

/** The parts of a draft that differ: only these are sent. */
function changesOf(customer: Customer, draft: Draft): Partial<Draft> {
  const before = draftOf(customer);
  const keys = Object.keys(before) as (keyof Draft)[];
  return Object.fromEntries(
    keys.flatMap((key) => (JSON.stringify(before[key]) === JSON.stringify(draft[key]) ? [] : [[key, draft[key]]])),
  );
}

/** What staff keep of a customer. Whoever may not change it sees the same, locked. */
export function CustomerFields({ customer }: { customer: Customer }): ReactNode {
  const { t } = useTranslation(["customers", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(customer));
  const groups = useQuery(trpc.customers.listGroups.queryOptions({}));
  const reload = (): void => void queryClient.invalidateQueries(trpc.customers.pathFilter());
  const save = useMutation(
    trpc.customers.update.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(trpc.customers.pathFilter());
      },
    }),
  );
  const locked = !can(shop, "customers.write") || customer.erasedAt !== null;
  const changes = changesOf(customer, draft);
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);
  const set = (change: Partial<Draft>): void => setDraft((now) => ({ ...now, ...change }));
  const text = (field: "company" | "phone" | "taxId" | "taxEvidence", max: number): ReactNode => (
    <TextInput
      label={t(`fields.${field}`)}
      maxLength={max}
      readOnly={locked}
      value={draft[field] ?? ""}
      onChange={({ currentTarget: { value } }) => set({ [field]: value.trim() === "" ? null : value })}
      error={errors[field]}
    />
  );
  const choices = (groups.data?.items ?? []).map(({ handle, name }) => ({ value: handle, label: name }));
  return (
    <Section title={t("fields.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ id: customer.id, version: customer.version, ...changes });
        }}
      >
        <Stack gap="sm">
          <EditProblem error={save.error} fields={fields} onReload={reload} />
          <TextInput
            label={t("fields.name")}
            required
            maxLength={120}
            readOnly={locked}
            value={draft.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            error={errors["name"]}
          />
          {text("company", 120)}
          {text("phone", 30)}
          <MultiSelect
            label={t("fields.groups")}
            data={choices}
            value={draft.groups}
            onChange={(picked) => set({ groups: picked.toSorted() })}
            readOnly={locked}
            error={errors["groups"]}
          />
          <Select
            label={t("fields.taxStatus")}
            data={statuses.map((value) => ({ value, label: t(`taxStatuses.${value}`) }))}
            value={draft.taxStatus}
            onChange={(picked) => set({ taxStatus: picked ?? "consumer" })}
            allowDeselect={false}
            readOnly={locked}
          />
          {text("taxId", 40)}
          {text("taxEvidence", 500)}
          <Text size="sm" c="dimmed">
            {t("fields.language", { language: format.locale(customer.locale) })}
          </Text>
        </Stack>
        <EditBar
          count={locked ? 0 : Object.keys(changes).length}
          saving={save.isPending}
          onDiscard={() => setDraft(draftOf(customer))}
        />
      </form>
    </Section>
  );
}
