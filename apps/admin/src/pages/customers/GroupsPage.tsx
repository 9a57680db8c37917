import { Button, Code, Group } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Section } from "../../ui/Section.tsx";
import { GroupDialog } from "./GroupDialog.tsx";
import type { CustomerGroup } from "./types.ts";

export function GroupsPage(): ReactNode {
  const { t } = useTranslation(["customers", "common"]);
  const shop = useShop();
  const { trpc, slug } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<CustomerGroup | "new" | null>(null);
  const { data: groups } = useSuspenseQuery(trpc.customers.listGroups.queryOptions({}));
  const remove = useMutation(
    trpc.customers.removeGroup.mutationOptions({
      onError: tell.failed,
      onSettled: () => queryClient.invalidateQueries(trpc.customers.pathFilter()),
    }),
  );
  const writes = can(shop, "customers.write");
  async function ask({ handle, name, version, members }: CustomerGroup): Promise<void> {
    const yes = await confirm({
      title: t("groups.removeTitle", { name }),
      body: t("groups.removeBody", { count: members }),
      confirmLabel: t("common:delete"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (yes) remove.mutate({ handle, version });
  }
  const columns: Column<CustomerGroup>[] = [
    {
      key: "name",
      header: t("groups.name"),
      main: true,
      render: ({ handle, name }) => (
        <LinkAnchor to={paths.customers} params={{ shop: slug }} search={{ group: handle }} fw={600}>
          {name}
        </LinkAnchor>
      ),
    },
    { key: "handle", header: t("groups.handle"), render: ({ handle }) => <Code>{handle}</Code> },
    {
      key: "members",
      header: t("groups.members"),
      numeric: true,
      render: ({ members }) => format.number(members),
    },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("groups.actions"),
            render: (group: CustomerGroup) => (
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <Button size="xs" variant="default" onClick={() => setOpen(group)}>
                  {t("common:edit")}
                </Button>
                <Button size="xs" variant="subtle" color="red" onClick={() => void ask(group)}>
                  {t("common:delete")}
                </Button>
              </Group>
            ),
          },
        ]
      : []),
  ];
  const add = writes ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen("new")}>
      {t("groups.add")}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        back={
          <LinkAnchor to={paths.customers} params={{ shop: slug }} size="sm">
            {t("title")}
          </LinkAnchor>
        }
        title={t("groups.title")}
        description={t("groups.description")}
        actions={add}
      />
      <Section title={t("groups.list")}>
        <DataTable
          caption={t("groups.title")}
          columns={columns}
          rows={groups.items}
          rowKey={({ handle }) => handle}
          empty={
            <EmptyNote
              icon={<IconUsersGroup aria-hidden />}
              title={t("groups.empty")}
              description={t("groups.emptyHint")}
              action={add}
            />
          }
        />
      </Section>
      {open === null ? null : <GroupDialog group={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
