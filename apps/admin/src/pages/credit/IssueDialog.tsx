import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs, AdminOutputs } from "../../lib/api.ts";
import { currencyChoices } from "../../lib/choices.ts";
import { DateTimeField } from "../../lib/DateTimeField.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { useShop } from "../../lib/session.ts";
import { CopyField } from "../../ui/CopyField.tsx";
import { Note } from "../../ui/Note.tsx";

type Issued = AdminOutputs["credit"]["issueGiftCard"];
type Value = AdminInputs["credit"]["issueGiftCard"]["value"];
const fields = ["value", "expiresAt", "note"] as const;

/** Makes a gift card and shows its code, this one time. */
export function IssueDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation(["credit", "common"]);
  const [issued, setIssued] = useState<Issued | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("issue")}
      closeOnClickOutside={issued === null}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {issued === null ? (
        <IssueForm onClose={onClose} onIssued={setIssued} />
      ) : (
        <Stack>
          <Note kind="warning" title={t("once")}>
            {t("onceHint")}
          </Note>
          <CopyField
            label={t("fields.code")}
            value={issued.code}
            copyLabel={t("common:copy")}
            copiedLabel={t("common:copied")}
          />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t("kept")}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function IssueForm({ onClose, onIssued }: { onClose: () => void; onIssued: (issued: Issued) => void }): ReactNode {
  const { t } = useTranslation(["credit", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const { data: shop } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const [currency, setCurrency] = useState(shop.defaultCurrency);
  const [value, setValue] = useState<Value | null>(null);
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const issue = useMutation(
    trpc.credit.issueGiftCard.mutationOptions({
      onSuccess: async (issued) => {
        onIssued(issued);
        await queryClient.invalidateQueries(trpc.credit.pathFilter());
      },
    }),
  );
  const errors = issue.error === null ? {} : fieldErrors(problemOf(issue.error), fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const amount = value?.amount ?? 0;
        issue.mutate({ value: { amount, currency }, expiresAt, note: note.trim() === "" ? null : note });
      }}
    >
      <Stack>
        <Group grow align="flex-start">
          <MoneyField
            label={t("fields.value")}
            currency={currency}
            value={value}
            onChange={setValue}
            error={errors["value"]}
            required
          />
          <Select
            label={t("fields.currency")}
            searchable
            data={currencyChoices(format)}
            value={currency}
            allowDeselect={false}
            onChange={(chosen) => {
              setCurrency((chosen ?? currency) as typeof currency);
              setValue(null);
            }}
          />
        </Group>
        <DateTimeField
          label={t("fields.expiresAt")}
          description={t("hints.expiresAt")}
          value={expiresAt}
          onChange={setExpiresAt}
          error={errors["expiresAt"]}
        />
        <TextInput
          label={t("fields.note")}
          description={t("hints.note")}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={errors["note"]}
        />
        <FormProblem error={issue.error} fields={fields} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={issue.isPending}>
            {t("issue")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
