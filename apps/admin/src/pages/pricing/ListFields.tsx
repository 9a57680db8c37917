import { Button, Group, MultiSelect, Select, SimpleGrid, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { PercentField } from "../../lib/PercentField.tsx";
import { useShop } from "../../lib/session.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { Section } from "../../ui/Section.tsx";
import { ListCompanies } from "./ListCompanies.tsx";
import { ListCustomers } from "./ListCustomers.tsx";
import { ListRounding } from "./ListRounding.tsx";
import type { ListDraft, PriceList } from "./types.ts";

export const listFields = [
  "name",
  "status",
  "priority",
  "marketIds",
  "channels",
  "customerGroups",
  "customerIds",
  "companyIds",
  "startsAt",
  "endsAt",
  "adjustments",
  "rounding",
  "showBefore",
] as const;

export function listDraftOf({ id: _id, version: _version, updatedAt: _at, ...draft }: PriceList): ListDraft {
  return draft;
}

interface Props {
  value: ListDraft;
  set: <K extends keyof ListDraft>(field: K, value: ListDraft[K]) => void;
  errors: Readonly<Record<string, string>>;
  locked: boolean;
}

/** `2026-06-01T10:00` where the person is ↔ the moment in UTC. */
function localOf(moment: string | null): string {
  if (moment === null) return "";
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
const momentOf = (local: string): string | null => (local === "" ? null : new Date(local).toISOString());

export function ListFields({ value, set, errors, locked }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const shop = useShop();
  const { trpc } = shop;
  const { data: settings } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const change = (index: number, part: Partial<ListDraft["adjustments"][number]>): void =>
    set(
      "adjustments",
      value.adjustments.map((one, i) => (i === index ? { ...one, ...part } : one)),
    );
  return (
    <>
      <Section title={t("lists.who")}>
        <Stack maw={560}>
          <TextInput
            label={t("lists.name")}
            required
            maxLength={120}
            value={value.name}
            onChange={({ currentTarget }) => set("name", currentTarget.value)}
            error={errors["name"]}
            readOnly={locked}
          />
          <Select
            label={t("lists.status")}
            data={(["active", "draft"] as const).map((status) => ({
              value: status,
              label: t(`lists.statuses.${status}`),
            }))}
            value={value.status}
            onChange={(status) => set("status", status === "active" ? "active" : "draft")}
            allowDeselect={false}
            readOnly={locked}
          />
          <WholeNumberField
            label={t("lists.priority")}
            description={t("lists.priorityHint")}
            value={value.priority}
            min={0}
            max={1_000_000}
            required
            onChange={(priority) => set("priority", priority ?? 0)}
            error={errors["priority"]}
            readOnly={locked}
          />
          <MultiSelect
            label={t("lists.markets")}
            description={t("lists.allMarkets")}
            data={markets.items.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...value.marketIds]}
            onChange={(ids) => set("marketIds", ids)}
            error={errors["marketIds"]}
            readOnly={locked}
          />
          <TagsInput
            label={t("lists.groups")}
            description={t("lists.groupsHint")}
            value={[...value.customerGroups]}
            onChange={(groups) => set("customerGroups", groups)}
            error={errors["customerGroups"]}
            readOnly={locked}
          />
          {can(shop, "customers.read") ? (
            <>
              <ListCompanies
                ids={value.companyIds}
                onChange={(ids) => set("companyIds", ids)}
                error={errors["companyIds"]}
                locked={locked}
              />
              <ListCustomers
                ids={value.customerIds}
                onChange={(ids) => set("customerIds", ids)}
                error={errors["customerIds"]}
                locked={locked}
              />
            </>
          ) : null}
          <TagsInput
            label={t("lists.channels")}
            description={t("lists.channelsHint")}
            value={[...value.channels]}
            onChange={(channels) => set("channels", channels)}
            error={errors["channels"]}
            readOnly={locked}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="datetime-local"
              label={t("lists.startsAt")}
              value={localOf(value.startsAt)}
              onChange={({ currentTarget }) => set("startsAt", momentOf(currentTarget.value))}
              error={errors["startsAt"]}
              readOnly={locked}
            />
            <TextInput
              type="datetime-local"
              label={t("lists.endsAt")}
              value={localOf(value.endsAt)}
              onChange={({ currentTarget }) => set("endsAt", momentOf(currentTarget.value))}
              error={errors["endsAt"]}
              readOnly={locked}
            />
          </SimpleGrid>
        </Stack>
      </Section>
      <Section title={t("lists.change")} description={t("lists.changeHint")}>
        <Stack maw={560}>
          {value.adjustments.map(({ minQuantity, changePpm }, index) => (
            <Group key={index} align="flex-end">
              <WholeNumberField
                label={t("lists.from")}
                value={minQuantity}
                min={1}
                max={10_000}
                required
                onChange={(quantity) => change(index, { minQuantity: quantity ?? 1 })}
                readOnly={locked}
              />
              <PercentField
                label={t("lists.percent")}
                ppm={changePpm}
                onChange={(ppm) => change(index, { changePpm: ppm })}
                readOnly={locked}
              />
              {locked ? null : (
                <Button
                  variant="subtle"
                  onClick={() =>
                    set(
                      "adjustments",
                      value.adjustments.filter((_, i) => i !== index),
                    )
                  }
                >
                  {t("lists.remove")}
                </Button>
              )}
            </Group>
          ))}
          {locked ? null : (
            <Group>
              <Button
                variant="default"
                onClick={() => set("adjustments", [...value.adjustments, { minQuantity: 1, changePpm: -100_000 }])}
              >
                {t("lists.addChange")}
              </Button>
            </Group>
          )}
          <ListRounding
            rule={value.rounding}
            onChange={(rule) => set("rounding", rule)}
            currency={settings.defaultCurrency}
            locked={locked}
          />
          <Switch
            label={t("lists.showBefore")}
            checked={value.showBefore}
            onChange={({ currentTarget }) => set("showBefore", currentTarget.checked)}
            disabled={locked}
          />
        </Stack>
      </Section>
    </>
  );
}
