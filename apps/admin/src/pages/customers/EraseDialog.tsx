import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import type { Customer } from "./types.ts";

const fields = ["confirm"] as const;

/** Asks for the customer's address once more: what is erased cannot be brought back. */
export function EraseDialog({ customer, onClose }: { customer: Customer; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["customers", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [typed, setTyped] = useState("");
  const erase = useMutation(
    trpc.privacy.eraseCustomer.mutationOptions({
      onSuccess: async () => {
        tell.done(t("erase.done"));
        onClose();
        await queryClient.invalidateQueries(trpc.customers.pathFilter());
        await queryClient.invalidateQueries(trpc.orders.pathFilter());
      },
    }),
  );
  const errors = erase.error === null ? {} : fieldErrors(problemOf(erase.error), fields);
  const isSame = typed.trim().toLowerCase() === customer.email;
  return (
    <Modal opened onClose={onClose} title={t("erase.title")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSame) erase.mutate({ id: customer.id, confirm: typed });
        }}
      >
        <Stack>
          <Text size="sm">{t("erase.body")}</Text>
          <TextInput
            label={t("erase.confirm", { email: customer.email })}
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            error={errors["confirm"]}
          />
          <FormProblem error={erase.error} fields={fields} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" color="red" disabled={!isSame} loading={erase.isPending}>
              {t("erase.open")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
