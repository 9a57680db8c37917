import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

export function Logo(): ReactNode {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/favicon.svg" alt="" width={26} height={26} />
      <Text fw={700} size="lg" component="span">
        Meridian
      </Text>
    </Group>
  );
}
