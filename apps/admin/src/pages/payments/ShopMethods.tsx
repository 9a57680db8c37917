import { Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useDraft } from "../../lib/drafts.ts";
import { EditBar } from "../../lib/EditBar.tsx";
import { EditProblem } from "../../lib/EditProblem.tsx";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { useFormat } from "../../lib/format.ts";
import { MethodsInput } from "../../lib/MethodsInput.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";

const fields = ["paymentMethods"] as const;

/** What may be paid with in the whole shop; markets may say otherwise, and those that do are named. */
export function ShopMethods(): ReactNode {
  const { t } = useTranslation(["payments", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const { value, count, set, reset } = useDraft({ paymentMethods: settings.paymentMethods });
  const reload = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.tenants.getShop.pathFilter());
    await queryClient.invalidateQueries(trpc.markets.pathFilter());
  };
  const save = useMutation(
    trpc.tenants.updateShop.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        await reload();
        reset();
      },
    }),
  );
  const locked = !can(shop, "shop.manage");
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);
  const own = markets.items.filter(({ paymentMethodsOverride }) => paymentMethodsOverride !== null);
  const following = markets.items.filter(({ paymentMethodsOverride }) => paymentMethodsOverride === null);
  const names = (list: typeof own): string => format.list(list.map(({ name }) => name));
  return (
    <Section title={t("methods.title")} description={t("methods.description")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ version: settings.version, paymentMethods: value.paymentMethods });
        }}
      >
        <Stack maw={560} gap="sm">
          <EditProblem error={save.error} fields={fields} onReload={() => void reload()} />
          <MethodsInput
            label={t("methods.label")}
            description={t(value.paymentMethods === null ? "methods.all" : "methods.only")}
            value={value.paymentMethods}
            onChange={(methods) => set("paymentMethods", methods)}
            error={errors["paymentMethods"]}
            readOnly={locked}
          />
          {following.length === 0 ? null : (
            <Text size="sm" c="dimmed">
              {t("methods.reach", { markets: names(following) })}
            </Text>
          )}
          {own.length === 0 ? null : (
            <Text size="sm" c="dimmed">
              {t("methods.own", { markets: names(own) })}
            </Text>
          )}
        </Stack>
        <EditBar count={locked ? 0 : count} saving={save.isPending} onDiscard={reset} />
      </form>
    </Section>
  );
}
