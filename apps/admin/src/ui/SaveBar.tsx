import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** How many changes wait, in words. */
  summary: string;
  saveLabel: string;
  discardLabel: string;
  saving: boolean;
  onDiscard: () => void;
  label: string;
}

/** Stands inside a form: saving submits it, so that the browser checks the fields first. */
export function SaveBar({ summary, saveLabel, discardLabel, saving, onDiscard, label }: Props): ReactNode {
  return (
    <section className="save-bar" aria-label={label}>
      <Group justify="space-between" gap="sm">
        <Text component="output" size="sm" fw={500}>
          {summary}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard} disabled={saving}>
            {discardLabel}
          </Button>
          <Button type="submit" loading={saving}>
            {saveLabel}
          </Button>
        </Group>
      </Group>
    </section>
  );
}
