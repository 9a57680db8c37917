import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { addressLines } from "@meridian/core/kernel/address-format";
import { useFormat } from "../../lib/format.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import type { Customer } from "./types.ts";

/** The customer's own address book, each address as it is written in its country. */
export function CustomerAddresses({ customer: { addresses } }: { customer: Customer }): ReactNode {
  const { t } = useTranslation("customers");
  const format = useFormat();
  return (
    <Section title={t("addresses.title")}>
      {addresses.length === 0 ? (
        <EmptyNote title={t("addresses.empty")} />
      ) : (
        <Stack>
          {addresses.map(({ id, isDefault, address }) => (
            <Group key={id} justify="space-between" align="flex-start">
              <Text component="address" size="sm" style={{ fontStyle: "normal", whiteSpace: "pre-line" }}>
                {[...addressLines(address), format.country(address.country)].join("\n")}
              </Text>
              {isDefault ? <StatusBadge tone="info">{t("addresses.default")}</StatusBadge> : null}
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
