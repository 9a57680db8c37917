import { Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import type { WireMoney } from "../../lib/format.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";

/** Puts money on an account or takes it off, with the reason for the ledger. */
export function AdjustForm({ account }: { account: AdminOutputs["credit"]["getAccount"] }): ReactNode {
  const { t } = useTranslation(["credit", "common"]);
  const { trpc } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  const [sign, setSign] = useState<"add" | "take">("add");
  const [value, setValue] = useState<WireMoney | null>(null);
  const [note, setNote] = useState("");
  const adjust = useMutation(
    trpc.credit.adjust.mutationOptions({
      onSuccess: async () => {
        setValue(null);
        setNote("");
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(trpc.credit.pathFilter());
      },
    }),
  );
  return (
    <Section title={t("adjust.title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const amount = value?.amount ?? 0;
          adjust.mutate({ id: account.id, amount: sign === "add" ? amount : -amount, note });
        }}
      >
        <Group align="flex-end">
          <SegmentedControl
            aria-label={t("adjust.title")}
            data={(["add", "take"] as const).map((one) => ({ value: one, label: t(`adjust.${one}`) }))}
            value={sign}
            onChange={(chosen) => setSign(chosen === "take" ? "take" : "add")}
          />
          <MoneyField
            label={t("fields.value")}
            currency={account.balance.currency}
            value={value}
            onChange={setValue}
            required
          />
          <TextInput
            label={t("adjust.reason")}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
            required
          />
          <Button type="submit" loading={adjust.isPending}>
            {t("adjust.do")}
          </Button>
        </Group>
        <FormProblem error={adjust.error} fields={[]} />
      </form>
    </Section>
  );
}
