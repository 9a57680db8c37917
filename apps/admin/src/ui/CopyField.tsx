import { ActionIcon, CopyButton, Group, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  label: string;
  value: string;
  copyLabel: string;
  copiedLabel: string;
  description?: string;
}

/** A value to take away: read-only, with a copy button. */
export function CopyField({ label, value, copyLabel, copiedLabel, description }: Props): ReactNode {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        description={description}
        value={value}
        readOnly
        dir="ltr"
        flex={1}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyIcon value={value} copyLabel={copyLabel} copiedLabel={copiedLabel} />
    </Group>
  );
}

export function CopyIcon({ value, copyLabel, copiedLabel }: Omit<Props, "label" | "description">): ReactNode {
  return (
    <CopyButton value={value} timeout={2_000}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? copiedLabel : copyLabel}>
          <ActionIcon variant="default" size="lg" onClick={copy} aria-label={copied ? copiedLabel : copyLabel}>
            {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
