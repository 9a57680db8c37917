import { Group, Paper, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { useSession, type Membership } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { StaffTitle } from "./StaffTitle.tsx";

/** A new shop opens within moments; until then the list looks again by itself. */
const lookAgainMillis = 2_000;

export function ShopsPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const { data: me } = useSuspenseQuery({
    ...control.trpc.staff.me.queryOptions({}),
    refetchInterval: ({ state }) =>
      state.data?.memberships.some(({ status }) => status === "provisioning") === true ? lookAgainMillis : false,
  });
  return (
    <>
      <StaffTitle title={t("shops.title")} description={t("shops.signedInAs", { email: me.user.email })} />
      {me.memberships.length === 0 ? (
        <EmptyNote
          title={t("shops.none")}
          description={t("shops.noneHint")}
          action={<LinkButton to={paths.signUp}>{t("shops.create")}</LinkButton>}
        />
      ) : (
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
          {me.memberships.map((member) => (
            <li key={member.tenantId}>
              <ShopCard member={member} />
            </li>
          ))}
        </Stack>
      )}
    </>
  );
}

function ShopCard({ member: { slug, name, region, role, status, eraseAt } }: { member: Membership }): ReactNode {
  const { t } = useTranslation("staff");
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <div>
          {status === "provisioning" ? (
            <Text fw={600}>{name}</Text>
          ) : (
            <LinkAnchor to={paths.home} params={{ shop: slug }} fw={600}>
              {name}
            </LinkAnchor>
          )}
          <Text size="sm" c="dimmed">
            {t(`roles.${role}.name`)} · {t(`regions.${region}.name`)}
          </Text>
        </div>
        {eraseAt === null ? null : <StatusBadge tone="bad">{t("shops.closed")}</StatusBadge>}
        {status === "active" ? null : (
          <StatusBadge tone={status === "suspended" ? "bad" : "attention"}>{t(`shops.${status}`)}</StatusBadge>
        )}
      </Group>
    </Paper>
  );
}
