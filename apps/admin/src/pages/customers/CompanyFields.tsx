import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useDraft } from "../../lib/drafts.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";
import { BillingAddress } from "./BillingAddress.tsx";
import { TaxIdBadge } from "./CompanyBadges.tsx";
import type { Company } from "./types.ts";

const fields = ["name", "taxId", "note"] as const;
type Changes = Omit<AdminInputs["customers"]["updateCompany"], "id" | "version">;

const savedOf = ({ name, status, taxId, billingAddress, note }: Company) => ({
  name,
  status,
  taxId: taxId?.taxId ?? null,
  billingAddress,
  note,
});

/** What staff keep of a company. A tax id is asked about in its country's register when it is saved. */
export function CompanyFields({ company }: { company: Company }): ReactNode {
  const { t } = useTranslation(["customers", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const tell = useTell();
  const queryClient = useQueryClient();
  const { value, changes, count, set, reset } = useDraft(savedOf(company));
  const [withAddress, setWithAddress] = useState(company.billingAddress !== null);
  const reload = (): Promise<void> => queryClient.invalidateQueries(trpc.customers.pathFilter());
  const save = useMutation(
    trpc.customers.updateCompany.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        await reload();
        reset();
      },
    }),
  );
  const send = (wanted: Changes): void => save.mutate({ ...wanted, id: company.id, version: company.version });
  const locked = !can(shop, "customers.write");
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);
  return (
    <Section title={t("fields.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(changes);
        }}
      >
        <Stack gap="sm">
          <EditProblem error={save.error} fields={fields} onReload={() => void reload()} />
          <TextInput
            label={t("companies.name")}
            required
            maxLength={120}
            readOnly={locked}
            value={value.name}
            onChange={({ currentTarget }) => set("name", currentTarget.value)}
            error={errors["name"]}
          />
          <Select
            label={t("companies.status")}
            description={t("companies.statusHint")}
            data={(["active", "inactive"] as const).map((status) => ({
              value: status,
              label: t(`companies.statuses.${status}`),
            }))}
            value={value.status}
            onChange={(status) => set("status", status ?? "active")}
            allowDeselect={false}
            readOnly={locked}
          />
          <TextInput
            label={t("companies.taxId")}
            description={t("companies.taxIdHint")}
            maxLength={40}
            readOnly={locked}
            value={value.taxId ?? ""}
            onChange={({ currentTarget }) => set("taxId", textOrNull(currentTarget.value))}
            error={errors["taxId"]}
          />
          <Evidence company={company} checking={save.isPending} onCheck={locked ? null : (taxId) => send({ taxId })} />
          {withAddress ? (
            <BillingAddress
              value={value.billingAddress}
              onChange={(address) => set("billingAddress", address)}
              onRemove={() => {
                set("billingAddress", null);
                setWithAddress(false);
              }}
              error={save.error}
              locked={locked}
            />
          ) : locked ? null : (
            <Group>
              <Button variant="default" size="xs" onClick={() => setWithAddress(true)}>
                {t("companies.addAddress")}
              </Button>
            </Group>
          )}
          <Textarea
            label={t("companies.note")}
            description={t("companies.noteHint")}
            maxLength={2000}
            autosize
            minRows={2}
            readOnly={locked}
            value={value.note ?? ""}
            onChange={({ currentTarget }) => set("note", textOrNull(currentTarget.value))}
            error={errors["note"]}
          />
        </Stack>
        <EditBar count={locked ? 0 : count} saving={save.isPending} onDiscard={reset} />
      </form>
    </Section>
  );
}

const textOrNull = (text: string): string | null => (text.trim() === "" ? null : text);

interface EvidenceProps {
  company: Company;
  checking: boolean;
  /** Asks the register again; null for whoever may not. */
  onCheck: ((taxId: string) => void) | null;
}

/** What is known of the tax id, since when, and a way to ask again. */
function Evidence({ company: { taxId }, checking, onCheck }: EvidenceProps): ReactNode {
  const { t } = useTranslation("customers");
  const format = useFormat();
  if (taxId === null) return null;
  return (
    <Group gap="xs">
      <TaxIdBadge evidence={taxId} />
      <Text size="sm" c="dimmed">
        {t("companies.checkedAt", { at: format.dateTime(taxId.checkedAt) })}
        {taxId.name === null ? "" : ` · ${taxId.name}`}
      </Text>
      {onCheck === null ? null : (
        <Button variant="subtle" size="compact-xs" loading={checking} onClick={() => onCheck(taxId.taxId)}>
          {t("companies.checkAgain")}
        </Button>
      )}
    </Group>
  );
}
