import { Button, Group, Stack } from "@mantine/core";
import { IconPlus, IconWand } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { RowActions } from "../../lib/RowActions.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { confirm } from "../../ui/confirm.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { useClassName } from "./tax-class.ts";
import type { RateEdit, TaxRate } from "./tax-rate.ts";

type Country = RateEdit["country"];

interface Props {
  country: Country;
  rates: readonly TaxRate[];
  onEdit: (edit: RateEdit) => void;
}

export function CountryRates({ country, rates, onEdit }: Props): ReactNode {
  const { t } = useTranslation(["tax", "common"]);
  const shop = useShop();
  const format = useFormat();
  const className = useClassName();
  const queryClient = useQueryClient();
  const tell = useTell();
  const writes = can(shop, "markets.write");
  const changed = async (): Promise<void> => {
    await queryClient.invalidateQueries(shop.trpc.tax.pathFilter());
    await queryClient.invalidateQueries(shop.trpc.checkout.readiness.pathFilter());
  };
  const preset = useMutation(
    shop.trpc.tax.addCountryPreset.mutationOptions({
      onSuccess: async ({ added }) => {
        tell.done(t("preset.added", { count: added.length, country: format.country(country) }));
        await changed();
      },
    }),
  );
  const remove = useMutation(shop.trpc.tax.removeRate.mutationOptions({ onSuccess: changed, onError: tell.failed }));
  async function ask({ id, name, version }: TaxRate): Promise<void> {
    const sure = await confirm({
      title: t("removeTitle", { name }),
      body: t("removeBody", { country: format.country(country) }),
      confirmLabel: t("common:delete"),
      cancelLabel: t("common:cancel"),
      danger: true,
    });
    if (sure) remove.mutate({ id, version });
  }
  const validity = ({ validFrom, validUntil }: TaxRate): string => {
    if (validFrom === null && validUntil === null) return t("always");
    if (validUntil === null) return t("from", { from: format.day(validFrom ?? "") });
    if (validFrom === null) return t("until", { until: format.day(validUntil) });
    return t("fromUntil", { from: format.day(validFrom), until: format.day(validUntil) });
  };
  const columns: Column<TaxRate>[] = [
    {
      key: "name",
      header: t("fields.name"),
      render: ({ name, region, postalFrom, postalUntil }) =>
        [name, region && `(${region})`, postalFrom && `${postalFrom}–${postalUntil ?? ""}`]
          .filter((part) => part !== null)
          .join(" "),
    },
    { key: "class", header: t("fields.taxClass"), render: ({ taxClass }) => className(taxClass) },
    { key: "rate", header: t("fields.rate"), numeric: true, render: ({ ratePpm }) => format.percent(ratePpm) },
    { key: "valid", header: t("fields.validity"), render: validity },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("actions"),
            render: (rate: TaxRate) => (
              <RowActions
                editLabel={t("editLabel", { name: rate.name })}
                onEdit={() => onEdit({ country, rate })}
                removeLabel={t("removeLabel", { name: rate.name })}
                onRemove={() => void ask(rate)}
              />
            ),
          },
        ]
      : []),
  ];
  const addPreset = (
    <Button
      variant={rates.length === 0 ? "filled" : "default"}
      size="xs"
      leftSection={<IconWand size={16} aria-hidden />}
      loading={preset.isPending}
      onClick={() => preset.mutate({ country })}
    >
      {t("preset.add", { country: format.country(country) })}
    </Button>
  );
  return (
    <Section
      title={format.country(country)}
      actions={
        writes ? (
          <Group gap="xs">
            {addPreset}
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => onEdit({ country, rate: null })}
            >
              {t("add")}
            </Button>
          </Group>
        ) : null
      }
    >
      <Stack gap="sm">
        {preset.isError ? <ProblemNote error={preset.error} /> : null}
        {preset.data === undefined ? null : (
          <Note
            kind={preset.data.check.length > 0 ? "warning" : "info"}
            title={t("preset.source", { source: preset.data.source, date: format.day(preset.data.asOf) })}
          >
            {preset.data.check.length > 0
              ? t("preset.check", { list: format.list(preset.data.check) })
              : t("preset.responsible")}
          </Note>
        )}
        <DataTable
          caption={t("ratesOf", { country: format.country(country) })}
          columns={columns}
          rows={rates}
          rowKey={({ id }) => id}
          empty={<Note kind="warning">{t("empty", { country: format.country(country) })}</Note>}
        />
      </Stack>
    </Section>
  );
}
