import { Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";

/** Title of a page before log-in. */
export function StaffTitle({ title, description }: { title: string; description?: ReactNode }): ReactNode {
  useDocumentTitle(`${title} · Meridian`);
  return (
    <>
      <Title order={1} mb={description === undefined ? "md" : 4}>
        {title}
      </Title>
      {description === undefined ? null : (
        <Text c="dimmed" mb="md">
          {description}
        </Text>
      )}
    </>
  );
}
