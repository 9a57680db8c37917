import { Group, Paper, Text, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page; the title names the region for screen readers. */
export function Section({ title, description, actions, children }: Props): ReactNode {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="sm">
        <div>
          <Title order={2} id={id} style={{ overflowWrap: "anywhere" }}>
            {title}
          </Title>
          {description === undefined ? null : (
            <Text c="dimmed" size="sm" maw="44rem">
              {description}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Paper>
  );
}
