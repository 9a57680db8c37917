import { ActionIcon, Button, Group, MultiSelect, Stack, TagsInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { countryChoices } from "../../lib/choices.ts";
import { useFormat } from "../../lib/format.ts";
import { PercentField } from "../../lib/PercentField.tsx";
import { useShop } from "../../lib/session.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { AmountsField } from "./AmountsField.tsx";
import { SelectionField, type SelectionValue } from "./SelectionField.tsx";
import { type Currency, type FieldName, fieldsOf, type Rule } from "./promotion-draft.ts";

type Amounts = Parameters<typeof AmountsField>[0]["value"];
type Pieces = { readonly quantity: number; readonly of: SelectionValue };
type Tier = { readonly from: number | Amounts; readonly ppm: number };

const mostPieces = 10_000;

interface Props<Kind extends string> {
  of: "effect" | "condition";
  rule: Rule<Kind>;
  onChange: (rule: Rule<Kind>) => void;
}

/** The fields of a rule, as its schema lists them: a new kind of rule needs no page of its own. */
export function RuleFields<Kind extends string>({ of, rule, onChange }: Props<Kind>): ReactNode {
  return (
    <Stack gap="sm">
      {fieldsOf(of, rule.kind).map((name) => (
        <RuleField
          key={name}
          name={name}
          value={rule[name]}
          onChange={(value) => onChange({ ...rule, [name]: value })}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  name: FieldName;
  value: unknown;
  onChange: (value: unknown) => void;
}

export function useCurrencies(): Currency[] {
  const { trpc } = useShop();
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  return [...new Set(markets.items.map((market): Currency => market.currency))];
}

/** What a field holds is told by its name: the schema's names mean one thing in every rule. */
function RuleField({ name, value, onChange }: FieldProps): ReactNode {
  const { t } = useTranslation("promotions");
  const format = useFormat();
  const { trpc } = useShop();
  const currencies = useCurrencies();
  const { data: markets } = useSuspenseQuery(trpc.markets.list.queryOptions({}));
  const groups = useQuery({ ...trpc.customers.listGroups.queryOptions({}), enabled: name === "groups" });
  const label = t(`fields.${name}`);
  switch (name) {
    case "ppm":
      return <PercentField label={label} ppm={value as number} onChange={onChange} />;
    case "amounts":
      return <AmountsField label={label} currencies={currencies} value={value as Amounts} onChange={onChange} />;
    case "of":
      return <SelectionField label={label} value={value as SelectionValue} onChange={onChange} />;
    case "least":
      return (
        <WholeNumberField label={label} min={1} max={mostPieces} value={value as number} onChange={onChange} required />
      );
    case "most":
      return (
        <WholeNumberField
          label={label}
          description={t("hints.most")}
          min={1}
          max={mostPieces}
          value={value as number | null}
          onChange={onChange}
        />
      );
    case "buy":
    case "get":
      return <PiecesField label={label} value={value as Pieces} onChange={onChange} />;
    case "parts":
      return (
        <ListField<Pieces>
          value={value as readonly Pieces[]}
          blank={{ quantity: 1, of: { kind: "all" } }}
          onChange={onChange}
          render={(part, set) => <PiecesField label={label} value={part} onChange={set} />}
        />
      );
    case "tiers":
      return (
        <ListField<Tier>
          value={value as readonly Tier[]}
          blank={(value as readonly Tier[]).at(-1) ?? { from: 3, ppm: 50_000 }}
          onChange={onChange}
          render={(tier, set) => <TierField tier={tier} currencies={currencies} onChange={set} />}
        />
      );
    case "groups":
      return (
        <TagsInput
          label={label}
          data={(groups.data?.items ?? []).map(({ handle }) => handle)}
          value={[...(value as readonly string[])]}
          onChange={onChange}
        />
      );
    case "channels":
      return <TagsInput label={label} value={[...(value as readonly string[])]} onChange={onChange} />;
    case "marketIds":
      return (
        <MultiSelect
          label={label}
          data={markets.items.map((market) => ({ value: market.id, label: market.name }))}
          value={[...(value as readonly string[])]}
          onChange={onChange}
        />
      );
    case "countries":
      return (
        <MultiSelect
          label={label}
          searchable
          data={countryChoices(format)}
          value={[...(value as readonly string[])]}
          onChange={onChange}
        />
      );
  }
}

function PiecesField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Pieces;
  onChange: (value: Pieces) => void;
}): ReactNode {
  const { t } = useTranslation("promotions");
  return (
    <Group align="flex-end" grow preventGrowOverflow={false}>
      <WholeNumberField
        label={label}
        min={1}
        max={mostPieces}
        value={value.quantity}
        onChange={(quantity) => onChange({ ...value, quantity: quantity ?? 1 })}
        required
      />
      <SelectionField label={t("fields.of")} value={value.of} onChange={(of) => onChange({ ...value, of })} />
    </Group>
  );
}

interface TierProps {
  tier: Tier;
  currencies: readonly Currency[];
  onChange: (tier: Tier) => void;
}

function TierField({ tier, currencies, onChange }: TierProps): ReactNode {
  const { t } = useTranslation("promotions");
  const { from, ppm } = tier;
  return (
    <Group align="flex-start">
      {typeof from === "number" ? (
        <WholeNumberField
          label={t("fields.fromPieces")}
          min={1}
          max={mostPieces}
          value={from}
          onChange={(pieces) => onChange({ ...tier, from: pieces ?? 1 })}
          required
        />
      ) : (
        <AmountsField
          label={t("fields.fromAmount")}
          currencies={currencies}
          value={from}
          onChange={(amounts) => onChange({ ...tier, from: amounts })}
        />
      )}
      <PercentField label={t("fields.ppm")} ppm={ppm} onChange={(next) => onChange({ ...tier, ppm: next })} />
    </Group>
  );
}

interface ListProps<T> {
  value: readonly T[];
  blank: T;
  onChange: (value: T[]) => void;
  render: (item: T, set: (item: T) => void) => ReactNode;
}

function ListField<T>({ value, blank, onChange, render }: ListProps<T>): ReactNode {
  const { t } = useTranslation(["promotions", "common"]);
  return (
    <Stack gap="xs">
      {value.map((item, i) => (
        // The list has no other order than its own.
        // oxlint-disable-next-line react/no-array-index-key
        <Group key={i} align="flex-end" wrap="nowrap">
          <div style={{ flex: 1 }}>
            {render(item, (next) => onChange(value.map((one, at) => (at === i ? next : one))))}
          </div>
          {value.length === 1 ? null : (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t("common:delete")}
              onClick={() => onChange(value.filter((_, at) => at !== i))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Group>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...value, blank])}
        >
          {t("addOne")}
        </Button>
      </Group>
    </Stack>
  );
}
