import { Button, Group, Select } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { AccountBadge } from "./AccountBadge.tsx";
import type { Company } from "./types.ts";

type Member = AdminOutputs["customers"]["list"]["items"][number];

/** Customers who buy for the company. Each may be taken out; others are found by name or address. */
export function CompanyMembers({ company: { id: companyId } }: { company: Company }): ReactNode {
  const { t } = useTranslation("customers");
  const shop = useShop();
  const { trpc, slug } = shop;
  const queryClient = useQueryClient();
  const [after, setAfter] = useState<string | undefined>(undefined);
  const members = useQuery({
    ...trpc.customers.list.queryOptions({ companyId, first: 20, after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const changed = { onSettled: () => queryClient.invalidateQueries(trpc.customers.pathFilter()) };
  const add = useMutation(trpc.customers.addCompanyMember.mutationOptions(changed));
  const remove = useMutation(trpc.customers.removeCompanyMember.mutationOptions(changed));
  const writes = can(shop, "customers.write");
  const columns: Column<Member>[] = [
    {
      key: "name",
      header: t("columns.name"),
      main: true,
      render: ({ id, name, email }) => (
        <LinkAnchor to={paths.customer} params={{ shop: slug, customerId: id }} fw={600}>
          {name === "" ? email : name}
        </LinkAnchor>
      ),
    },
    { key: "email", header: t("columns.email"), render: ({ email }) => email },
    { key: "account", header: t("columns.account"), render: (row) => <AccountBadge customer={row} /> },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("companies.memberActions"),
            render: ({ id, name, email }: Member) => (
              <Group justify="flex-end">
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  aria-label={t("companies.takeOutNamed", { name: name === "" ? email : name })}
                  onClick={() => remove.mutate({ companyId, customerId: id })}
                >
                  {t("companies.takeOut")}
                </Button>
              </Group>
            ),
          },
        ]
      : []),
  ];
  const failed = add.error ?? remove.error ?? members.error;
  return (
    <Section title={t("companies.members")} description={t("companies.membersHint")}>
      {failed === null ? null : <ProblemNote error={failed} />}
      <DataTable
        caption={t("companies.members")}
        columns={columns}
        rows={members.data?.items}
        rowKey={({ id }) => id}
        empty={<EmptyNote title={t("companies.noMember")} description={t("companies.noMemberHint")} />}
        placeholders={2}
      />
      <SeekPager after={after} next={members.data?.next} onPage={setAfter} />
      {writes ? (
        <NewMember sending={add.isPending} onAdd={(customerId) => add.mutate({ companyId, customerId })} />
      ) : null}
    </Section>
  );
}

interface NewMemberProps {
  sending: boolean;
  onAdd: (id: Member["id"]) => void;
}

function NewMember({ sending, onAdd }: NewMemberProps): ReactNode {
  const { t } = useTranslation("customers");
  const { trpc } = useShop();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Member["id"] | null>(null);
  const found = useQuery({
    ...trpc.customers.list.queryOptions({ text: text.trim() || null, first: 20 }),
    placeholderData: keepPreviousData,
  });
  const open = (found.data?.items ?? []).filter(({ erasedAt }) => erasedAt === null);
  return (
    <Group align="flex-end" mt="md">
      <Select
        label={t("companies.newMember")}
        placeholder={t("search")}
        style={{ flexGrow: 1 }}
        searchable
        clearable
        data={open.map(({ id, name, email }) => ({ value: id, label: name === "" ? email : `${name} (${email})` }))}
        // The server has searched already, by address too.
        filter={({ options }) => options}
        searchValue={text}
        onSearchChange={setText}
        value={chosen}
        onChange={setChosen}
        nothingFoundMessage={t("noMatch")}
      />
      <Button
        variant="default"
        disabled={chosen === null}
        loading={sending}
        onClick={() => {
          if (chosen !== null) onAdd(chosen);
          setChosen(null);
        }}
      >
        {t("companies.addMember")}
      </Button>
    </Group>
  );
}
