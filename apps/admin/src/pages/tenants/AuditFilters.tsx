import { Autocomplete, Button, Group, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SearchField } from "../../lib/SearchField.tsx";

export interface AuditSearch {
  readonly subject?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly from?: string;
  readonly until?: string;
}

interface Props {
  search: AuditSearch;
  /** Verbs seen on the page: what the next filter most likely is. */
  actions: readonly string[];
  onNarrow: (change: { [K in keyof AuditSearch]?: string | undefined }) => void;
}

const verb = /^[a-z_]+(?:\.[a-z_]+)?$/;

export function AuditFilters({ search, actions, onNarrow }: Props): ReactNode {
  const { t } = useTranslation("tenants");
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <Group mb="md" gap="sm" align="flex-end" className="field-row">
      <SearchField
        label={t("audit.subjectFilter")}
        value={search.subject ?? ""}
        onSearch={(subject) => onNarrow({ subject })}
      />
      <SearchField
        label={t("audit.actorFilter")}
        value={search.actor ?? ""}
        onSearch={(actor) => onNarrow({ actor })}
      />
      <Autocomplete
        key={search.action ?? ""}
        aria-label={t("audit.action")}
        placeholder={t("audit.actionFilter")}
        data={[...new Set(actions.flatMap((action) => [action.split(".")[0] ?? action, action]))].toSorted()}
        defaultValue={search.action ?? ""}
        onOptionSubmit={(action) => onNarrow({ action })}
        onBlur={({ currentTarget: { value } }) => {
          const action = value.trim();
          if (action !== (search.action ?? "") && (action === "" || verb.test(action))) onNarrow({ action });
        }}
      />
      <TextInput
        type="date"
        label={t("audit.from")}
        value={search.from ?? ""}
        onChange={({ currentTarget }) => onNarrow({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("audit.until")}
        value={search.until ?? ""}
        onChange={({ currentTarget }) => onNarrow({ until: currentTarget.value })}
      />
      {filtered ? (
        <Button
          variant="subtle"
          onClick={() =>
            onNarrow({ subject: undefined, actor: undefined, action: undefined, from: undefined, until: undefined })
          }
        >
          {t("audit.all")}
        </Button>
      ) : null}
    </Group>
  );
}
