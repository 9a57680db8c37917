import { Button, Stack } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { CreateKeyDialog } from "./CreateKeyDialog.tsx";
import { EmbedSection } from "./EmbedSection.tsx";
import { KeyActions } from "./KeyActions.tsx";
import { NewKeyDialog } from "./NewKeyDialog.tsx";
import type { ApiKey, NewKey } from "./types.ts";

export function KeysPage(): ReactNode {
  const { t } = useTranslation("tenants");
  const { trpc } = useShop();
  const format = useFormat();
  const { data } = useSuspenseQuery(trpc.tenants.listKeys.queryOptions({}));
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {t("keys.create")}
    </Button>
  );
  const columns: Column<ApiKey>[] = [
    { key: "name", header: t("keys.name"), render: ({ name }) => name },
    { key: "kind", header: t("keys.kind"), render: ({ kind }) => t(`keys.kinds.${kind}`) },
    { key: "hint", header: t("keys.key"), render: ({ hint }) => <code>{hint}</code> },
    {
      key: "origins",
      header: t("keys.origins"),
      render: ({ kind, allowedOrigins }) => (kind === "secret" ? "–" : format.list(allowedOrigins)),
    },
    { key: "createdAt", header: t("keys.createdAt"), render: ({ createdAt }) => format.date(createdAt) },
    { key: "state", header: t("keys.state"), render: (key) => <KeyState apiKey={key} /> },
    {
      key: "actions",
      header: "",
      label: t("keys.actions"),
      render: (key) => (key.revokedAt === null ? <KeyActions apiKey={key} onMade={setMade} /> : null),
    },
  ];
  return (
    <Stack>
      <Section title={t("keys.title")} description={t("keys.description")} actions={create}>
        <DataTable
          caption={t("keys.title")}
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
          empty={
            <EmptyNote
              icon={<IconKey aria-hidden />}
              title={t("keys.empty")}
              description={t("keys.emptyHint")}
              action={create}
            />
          }
        />
      </Section>
      <EmbedSection />
      <CreateKeyDialog opened={creating} onClose={() => setCreating(false)} onMade={setMade} />
      <NewKeyDialog made={made} onClose={() => setMade(null)} />
    </Stack>
  );
}

function KeyState({ apiKey: { revokedAt, expiresAt } }: { apiKey: ApiKey }): ReactNode {
  const { t } = useTranslation("tenants");
  const format = useFormat();
  if (revokedAt !== null) return <StatusBadge tone="neutral">{t("keys.revoked")}</StatusBadge>;
  if (expiresAt !== null) {
    return <StatusBadge tone="attention">{t("keys.until", { at: format.dateTime(expiresAt) })}</StatusBadge>;
  }
  return <StatusBadge tone="good">{t("keys.active")}</StatusBadge>;
}
