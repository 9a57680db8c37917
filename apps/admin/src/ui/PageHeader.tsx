import { Box, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useEffect, useRef, type ReactNode } from "react";

interface Props {
  title: string;
  description?: ReactNode;
  /** A link back to the list that this page belongs to. */
  back?: ReactNode;
  badges?: ReactNode;
  actions?: ReactNode;
}

/** Head of a page: names the browser's tab, and takes the focus so that a new page is announced. */
export function PageHeader({ title, description, back, badges, actions }: Props): ReactNode {
  useDocumentTitle(`${title} · Meridian`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Stack gap={4} mb="lg">
      {back === undefined ? null : <div className="page-back">{back}</div>}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box maw="100%">
          <Group gap="sm">
            <Title order={1} tabIndex={-1} ref={heading}>
              {title}
            </Title>
            {badges}
          </Group>
          {description === undefined ? null : (
            <Text c="dimmed" maw="44rem" mt={4}>
              {description}
            </Text>
          )}
        </Box>
        {actions === undefined || actions === null ? null : <Group gap="xs">{actions}</Group>}
      </Group>
    </Stack>
  );
}
