import { Stack, Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useSession, useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";

interface Props {
  required: boolean;
  /** Whether the owner has a second factor: without one the switch would lock the owner out. */
  own: boolean;
}

/** The owner's say on whether anybody gets in without a second factor. */
export function FactorPolicy({ required, own }: Props): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const { control } = useSession();
  const { tenantId } = useShop();
  const tell = useTell();
  const queryClient = useQueryClient();
  const change = useMutation(
    control.trpc.staff.requireSecondFactor.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        await queryClient.invalidateQueries(control.trpc.staff.pathFilter());
      },
      onError: tell.failed,
    }),
  );
  return (
    <Section title={t("security.policy")}>
      <Stack gap="xs">
        <Switch
          label={t("security.require")}
          description={t("security.requireHint")}
          checked={required}
          disabled={change.isPending || (!own && !required)}
          onChange={({ currentTarget }) => change.mutate({ tenantId, required: currentTarget.checked })}
        />
        {own ? null : (
          <LinkAnchor to={paths.security} size="sm">
            {t("security.ownFirst")}
          </LinkAnchor>
        )}
      </Stack>
    </Section>
  );
}
