import { Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { useSession, useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Isolated } from "../../ui/Isolated.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";

const fields = ["shopName", "password"] as const;

/** An owner's way out, and back again while there is time. */
export function CloseShop(): ReactNode {
  const { t } = useTranslation("tenants");
  const { control } = useSession();
  const { tenantId, eraseAt } = useShop();
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const changed = () => queryClient.invalidateQueries(control.trpc.staff.me.pathFilter());
  const reopen = useMutation(
    control.trpc.tenants.reopen.mutationOptions({
      onSuccess: async () => {
        tell.done(t("close.reopened"));
        await changed();
      },
      onError: tell.failed,
    }),
  );
  return (
    <Section title={t("close.title")} description={t("close.description")}>
      {eraseAt === null ? (
        <Button variant="default" onClick={() => setAsking(true)}>
          {t("close.button")}
        </Button>
      ) : (
        <Note
          kind="warning"
          title={t("close.closed")}
          action={
            <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate({ tenantId })}>
              {t("close.reopen")}
            </Button>
          }
        >
          {t("close.erasedOn", { at: format.dateTime(eraseAt) })}
        </Note>
      )}
      {asking ? (
        <CloseDialog
          onDone={() => {
            setAsking(false);
            void changed();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Section>
  );
}

function CloseDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation("tenants");
  const { control } = useSession();
  const { tenantId, name } = useShop();
  const [shopName, setShopName] = useState("");
  const [password, setPassword] = useState("");
  const close = useMutation(control.trpc.tenants.close.mutationOptions({ onSuccess: onDone }));
  const errors = close.error === null ? {} : fieldErrors(problemOf(close.error), fields);
  return (
    <FormDialog
      title={t("close.title")}
      submitLabel={t("close.confirm")}
      danger
      incomplete={shopName.trim() !== name || password === ""}
      sending={close.isPending}
      onSubmit={() => close.mutate({ tenantId, shopName: shopName.trim(), password })}
      onClose={onClose}
    >
      <FormProblem error={close.error} fields={fields} />
      <Text>{t("close.body")}</Text>
      <TextInput
        label={t("close.nameLabel")}
        description={<Isolated>{name}</Isolated>}
        value={shopName}
        onChange={({ currentTarget }) => setShopName(currentTarget.value)}
        error={errors["shopName"]}
        autoComplete="off"
        data-autofocus
        required
      />
      <PasswordInput
        label={t("close.password")}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        error={errors["password"]}
        autoComplete="current-password"
        required
      />
    </FormDialog>
  );
}
