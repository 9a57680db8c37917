import { EmptyState } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  icon?: ReactNode;
  title: string;
  description?: string;
  /** The next thing to do. */
  action?: ReactNode;
}

export function EmptyNote({ icon, title, description, action }: Props): ReactNode {
  return (
    <EmptyState
      py="xl"
      icon={icon}
      withIndicatorBackground={icon !== undefined}
      title={title}
      description={description}
    >
      {action === undefined || action === null ? null : (
        <EmptyState.Actions style={{ justifyContent: "center" }}>{action}</EmptyState.Actions>
      )}
    </EmptyState>
  );
}
