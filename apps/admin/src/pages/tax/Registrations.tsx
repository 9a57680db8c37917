import { Button, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { CountryCode } from "@meridian/core/kernel/country";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { PlaceFields } from "./PlaceFields.tsx";
import { pick, type Registration, schemes } from "./policy.ts";

interface Props {
  list: readonly Registration[];
  onChange: (list: Registration[]) => void;
  locked: boolean;
  error: string | undefined;
}

const none = { country: null, region: null, scheme: "standard", taxId: "", validFrom: "", validUntil: "" } as const;
type Draft = { [Field in keyof typeof none]: string | null } & { country: CountryCode | null };
const orNull = (text: string | null): string | null => (text === null || text === "" ? null : text);

/** Where the shop is registered, from when to when; saved with the page. */
export function Registrations({ list, onChange, locked, error }: Props): ReactNode {
  const { t } = useTranslation(["tax", "common"]);
  const format = useFormat();
  const [draft, setDraft] = useState<Draft>(none);
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const [first, last] = [orNull(draft.validFrom), orNull(draft.validUntil)];
  const wrongDays = first !== null && last !== null && first > last;
  const place = ({ country, region }: Registration): string =>
    region === null ? format.country(country) : `${format.country(country)} (${region})`;
  function add(): void {
    if (draft.country === null) return;
    onChange([
      ...list,
      {
        country: draft.country,
        region: draft.region,
        scheme: pick(schemes, draft.scheme) ?? "standard",
        taxId: orNull(draft.taxId),
        validFrom: first,
        validUntil: last,
      },
    ]);
    setDraft(none);
  }
  const columns: Column<Registration>[] = [
    { key: "place", header: t("registrations.place"), main: true, render: place },
    { key: "scheme", header: t("registrations.scheme"), render: ({ scheme }) => t(`schemes.${scheme}`) },
    { key: "taxId", header: t("registrations.taxId"), render: ({ taxId }) => taxId ?? "–" },
    {
      key: "valid",
      header: t("fields.validity"),
      render: ({ validFrom, validUntil }) => {
        if (validFrom === null && validUntil === null) return t("always");
        if (validUntil === null) return t("from", { from: format.day(validFrom ?? "") });
        if (validFrom === null) return t("until", { until: format.day(validUntil) });
        return t("fromUntil", { from: format.day(validFrom), until: format.day(validUntil) });
      },
    },
    {
      key: "actions",
      header: "",
      label: t("actions"),
      render: (row) =>
        locked ? null : (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            onClick={() => onChange(list.filter((one) => one !== row))}
            aria-label={t("removeLabel", { name: place(row) })}
          >
            {t("common:delete")}
          </Button>
        ),
    },
  ];
  return (
    <Section title={t("registrations.title")} description={t("registrations.description")}>
      <Stack>
        {error === undefined ? null : <Note kind="warning">{error}</Note>}
        <DataTable
          caption={t("registrations.title")}
          columns={columns}
          rows={list}
          rowKey={(row) => JSON.stringify(row)}
          empty={<Note kind="info">{t("registrations.empty")}</Note>}
        />
        {locked ? null : (
          <Stack gap="xs" maw={640}>
            <PlaceFields
              label={t("registrations.place")}
              place={draft.country === null ? null : { country: draft.country, region: draft.region }}
              onChange={(given) => change({ country: given?.country ?? null, region: given?.region ?? null })}
              locked={false}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <Select
                label={t("registrations.scheme")}
                data={schemes.map((value) => ({ value, label: t(`schemes.${value}`) }))}
                value={draft.scheme}
                onChange={(scheme) => change({ scheme: scheme ?? "standard" })}
                allowDeselect={false}
              />
              <TextInput
                label={t("registrations.taxId")}
                maxLength={40}
                value={draft.taxId ?? ""}
                onChange={({ currentTarget }) => change({ taxId: currentTarget.value })}
              />
            </SimpleGrid>
            <Group grow align="flex-start">
              <TextInput
                type="date"
                label={t("fields.validFrom")}
                value={draft.validFrom ?? ""}
                onChange={({ currentTarget }) => change({ validFrom: currentTarget.value })}
              />
              <TextInput
                type="date"
                label={t("fields.validUntil")}
                value={draft.validUntil ?? ""}
                onChange={({ currentTarget }) => change({ validUntil: currentTarget.value })}
                error={wrongDays ? t("registrations.wrongDays") : undefined}
              />
            </Group>
            <Group>
              <Button variant="default" onClick={add} disabled={draft.country === null || wrongDays}>
                {t("registrations.add")}
              </Button>
            </Group>
          </Stack>
        )}
      </Stack>
    </Section>
  );
}
