import { Button, Fieldset, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MethodField } from "./method-draft.ts";

interface Props {
  own: readonly MethodField[];
  onReset: (field: MethodField) => void;
}

/** Where a market's fields of a method of the shop's come from, and the way back of each. */
export function OwnFields({ own, onReset }: Props): ReactNode {
  const { t } = useTranslation("fulfilment");
  return (
    <Fieldset variant="unstyled" legend={t("override.own")}>
      <Text size="sm" c="dimmed">
        {own.length === 0 ? t("override.allInherited") : t("override.someOwn")}
      </Text>
      <Group gap="xs">
        {own.map((field) => (
          <Button
            key={field}
            size="compact-xs"
            variant="default"
            aria-label={t("override.resetField", { field: t(`override.fields.${field}`) })}
            onClick={() => onReset(field)}
          >
            {t(`override.fields.${field}`)} ✕
          </Button>
        ))}
      </Group>
    </Fieldset>
  );
}
