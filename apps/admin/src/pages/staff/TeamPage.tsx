import { Button, Stack } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ControlOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { useSession, useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { FactorPolicy } from "./FactorPolicy.tsx";
import { RoleSelect } from "./RoleSelect.tsx";

type Team = ControlOutputs["staff"]["listMembers"];
type Member = Team["members"][number];
type Invitation = Team["invitations"][number];

export function TeamPage(): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const { control } = useSession();
  const shop = useShop();
  const { tenantId } = shop;
  const format = useFormat();
  const [inviting, setInviting] = useState(false);
  const { data: me } = useSuspenseQuery(control.trpc.staff.me.queryOptions({}));
  const { data: team } = useSuspenseQuery(control.trpc.staff.listMembers.queryOptions({ tenantId }));
  const manages = can(shop, "staff.manage");
  const members: Column<Member>[] = [
    { key: "name", header: t("team.name"), render: ({ name }) => name },
    { key: "email", header: t("email"), render: ({ email }) => email },
    {
      key: "role",
      header: t("team.role"),
      render: (member) =>
        manages && member.userId !== me.user.id ? <RoleSelect member={member} /> : t(`roles.${member.role}.name`),
    },
    {
      key: "factor",
      header: t("team.secondFactor"),
      render: ({ secondFactor }) => (
        <StatusBadge tone={secondFactor ? "good" : "neutral"}>
          {secondFactor ? t("security.on") : t("security.off")}
        </StatusBadge>
      ),
    },
    { key: "since", header: t("team.since"), render: ({ since }) => format.date(since) },
    ...(manages
      ? [
          {
            key: "actions",
            header: "",
            label: t("team.actions"),
            render: (member: Member) => (member.userId === me.user.id ? null : <RemoveButton member={member} />),
          },
        ]
      : []),
  ];
  const invitations: Column<Invitation>[] = [
    { key: "email", header: t("email"), render: ({ email }) => email },
    {
      key: "role",
      header: t("team.role"),
      render: ({ role, locales }) => [t(`roles.${role}.name`), ...(locales ?? [])].join(" · "),
    },
    { key: "until", header: t("team.validUntil"), render: ({ expiresAt }) => format.dateTime(expiresAt) },
  ];
  return (
    <>
      <PageHeader
        title={t("team.title")}
        description={t("team.description")}
        actions={
          manages ? (
            <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
              {t("team.invite")}
            </Button>
          ) : null
        }
      />
      <Stack>
        <Section title={t("team.members")}>
          <DataTable
            caption={t("team.members")}
            columns={members}
            rows={team.members}
            rowKey={({ userId }) => userId}
            empty={null}
          />
        </Section>
        {shop.role === "owner" ? (
          <FactorPolicy required={team.secondFactorRequired} own={me.user.secondFactor} />
        ) : null}
        {team.invitations.length === 0 ? null : (
          <Section title={t("team.invitations")} description={t("team.invitationsHint")}>
            <DataTable
              caption={t("team.invitations")}
              columns={invitations}
              rows={team.invitations}
              rowKey={({ id }) => id}
              empty={null}
            />
          </Section>
        )}
      </Stack>
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
}

/** Draws the team anew after a change to it. */
function useTeamChanged(): () => Promise<void> {
  const { control } = useSession();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(control.trpc.staff.listMembers.pathFilter());
}

function RemoveButton({ member: { userId, name } }: { member: Member }): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const { control } = useSession();
  const { tenantId, name: shopName } = useShop();
  const tell = useTell();
  const changed = useTeamChanged();
  const remove = useMutation(
    control.trpc.staff.removeMember.mutationOptions({
      onSuccess: async () => {
        tell.done(t("team.removed", { name }));
        await changed();
      },
      onError: tell.failed,
    }),
  );
  async function ask(): Promise<void> {
    const sure = await confirm({
      title: t("team.removeTitle", { name }),
      body: t("team.removeBody", { name, shop: shopName }),
      confirmLabel: t("team.remove"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) remove.mutate({ tenantId, userId });
  }
  return (
    <Button
      size="xs"
      variant="subtle"
      color="red"
      loading={remove.isPending}
      onClick={() => void ask()}
      aria-label={t("team.removeLabel", { name })}
    >
      {t("team.remove")}
    </Button>
  );
}
