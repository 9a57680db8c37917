import { Button, Checkbox, Group, Paper, Select, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateTimeField } from "../../lib/DateTimeField.tsx";
import type { Draft } from "../../lib/drafts.ts";
import { MoneyField } from "../../lib/MoneyField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { Section } from "../../ui/Section.tsx";
import { blankRule, conditionKinds, type Currency, effectKinds, type PromotionDraft } from "./promotion-draft.ts";
import { RuleFields, useCurrencies } from "./RuleFields.tsx";

export const promotionFields = [
  "name",
  "startsAt",
  "endsAt",
  "exclusionGroup",
  "priority",
  "perCustomer",
  "maxUses",
  "budget",
] as const;

interface Props {
  value: PromotionDraft;
  set: Draft<PromotionDraft>["set"];
  errors: Readonly<Record<string, string | undefined>>;
}

/** Everything of a promotion; the rule's own fields are drawn from its schema. */
export function PromotionFields({ value, set, errors }: Props): ReactNode {
  const { t } = useTranslation("promotions");
  const currency: Currency = useCurrencies()[0] ?? "EUR";
  return (
    <Stack>
      <Section title={t("what")}>
        <Stack gap="sm">
          <TextInput
            label={t("fields.name")}
            description={t("hints.name")}
            value={value.name}
            onChange={({ currentTarget }) => set("name", currentTarget.value)}
            error={errors["name"]}
            required
          />
          <Select
            label={t("effect")}
            data={effectKinds.map((kind) => ({ value: kind, label: t(`effects.${kind}`) }))}
            value={value.effect.kind}
            allowDeselect={false}
            onChange={(chosen) => {
              const kind = effectKinds.find((one) => one === chosen);
              if (kind !== undefined) set("effect", blankRule("effect", kind, currency));
            }}
          />
          <RuleFields of="effect" rule={value.effect} onChange={(effect) => set("effect", effect)} />
        </Stack>
      </Section>
      <Conditions value={value} set={set} currency={currency} />
      <Section title={t("when")}>
        <Stack gap="sm">
          <Select
            label={t("fields.trigger")}
            data={(["code", "automatic"] as const).map((trigger) => ({
              value: trigger,
              label: t(`triggers.${trigger}`),
            }))}
            value={value.trigger}
            allowDeselect={false}
            onChange={(trigger) => set("trigger", trigger === "automatic" ? "automatic" : "code")}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <DateTimeField
              label={t("fields.startsAt")}
              value={value.startsAt}
              onChange={(at) => set("startsAt", at)}
              error={errors["startsAt"]}
            />
            <DateTimeField
              label={t("fields.endsAt")}
              value={value.endsAt}
              onChange={(at) => set("endsAt", at)}
              error={errors["endsAt"]}
            />
          </SimpleGrid>
          <Switch
            label={t("active")}
            checked={value.active}
            onChange={({ currentTarget }) => set("active", currentTarget.checked)}
          />
        </Stack>
      </Section>
      <Limits value={value} set={set} errors={errors} currency={currency} />
    </Stack>
  );
}

function Conditions({ value, set, currency }: Pick<Props, "value" | "set"> & { currency: Currency }): ReactNode {
  const { t } = useTranslation(["promotions", "common"]);
  const free = conditionKinds.filter((kind) => !value.conditions.some((condition) => condition.kind === kind));
  return (
    <Section title={t("conditionsTitle")} description={t("conditionsHint")}>
      <Stack gap="sm">
        {value.conditions.map((condition) => (
          <Paper key={condition.kind} withBorder p="sm">
            <Group justify="space-between" mb="xs">
              <Text fw={600}>{t(`conditions.${condition.kind}`)}</Text>
              <Button
                size="xs"
                variant="subtle"
                color="red"
                onClick={() =>
                  set(
                    "conditions",
                    value.conditions.filter((one) => one !== condition),
                  )
                }
                aria-label={t("removeCondition", { name: t(`conditions.${condition.kind}`) })}
              >
                {t("common:delete")}
              </Button>
            </Group>
            <RuleFields
              of="condition"
              rule={condition}
              onChange={(next) =>
                set(
                  "conditions",
                  value.conditions.map((one) => (one === condition ? next : one)),
                )
              }
            />
          </Paper>
        ))}
        <Group gap="xs">
          {free.map((kind) => (
            <Button
              key={kind}
              size="xs"
              variant="light"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => set("conditions", [...value.conditions, blankRule("condition", kind, currency)])}
            >
              {t(`conditions.${kind}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </Section>
  );
}

function Limits({ value, set, errors, currency }: Props & { currency: Currency }): ReactNode {
  const { t } = useTranslation("promotions");
  return (
    <Section title={t("limits")}>
      <Stack gap="sm">
        <Checkbox
          label={t("fields.combinable")}
          description={t("hints.combinable")}
          checked={value.combinable}
          onChange={({ currentTarget }) => set("combinable", currentTarget.checked)}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ alignItems: "end" }}>
          <WholeNumberField
            label={t("fields.priority")}
            description={t("hints.priority")}
            min={0}
            max={1000}
            value={value.priority}
            onChange={(priority) => set("priority", priority ?? 0)}
            error={errors["priority"]}
            required
          />
          <TextInput
            label={t("fields.exclusionGroup")}
            description={t("hints.exclusionGroup")}
            value={value.exclusionGroup ?? ""}
            onChange={({ currentTarget }) =>
              set("exclusionGroup", currentTarget.value.trim() === "" ? null : currentTarget.value)
            }
            error={errors["exclusionGroup"]}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" style={{ alignItems: "end" }}>
          <WholeNumberField
            label={t("fields.maxUses")}
            min={1}
            max={1_000_000_000}
            value={value.maxUses}
            onChange={(most) => set("maxUses", most)}
            error={errors["maxUses"]}
          />
          <WholeNumberField
            label={t("fields.perCustomer")}
            min={1}
            max={10_000}
            value={value.perCustomer}
            onChange={(most) => set("perCustomer", most)}
            error={errors["perCustomer"]}
          />
          <MoneyField
            label={t("fields.budget")}
            description={t("hints.budget")}
            currency={value.budget?.currency ?? currency}
            value={value.budget}
            onChange={(budget) => set("budget", budget)}
            error={errors["budget"]}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}
