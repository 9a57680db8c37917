import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  kind: "error" | "warning" | "info" | "success";
  title?: string;
  children?: ReactNode;
  /** Small print such as the request's number. */
  footnote?: string;
  action?: ReactNode;
}

const looks = {
  error: { color: "red", icon: <IconAlertTriangle aria-hidden /> },
  warning: { color: "yellow", icon: <IconAlertTriangle aria-hidden /> },
  info: { color: "blue", icon: <IconInfoCircle aria-hidden /> },
  success: { color: "green", icon: <IconCircleCheck aria-hidden /> },
};

/** A message inside a page. Errors interrupt a screen reader, the rest waits its turn. */
export function Note({ kind, title, children, footnote, action }: Props): ReactNode {
  const { color, icon } = looks[kind];
  return (
    <Alert variant="light" color={color} icon={icon} title={title} role={kind === "error" ? "alert" : "status"}>
      {children}
      {footnote === undefined ? null : <div style={{ fontSize: "0.8rem", marginBlockStart: 6 }}>{footnote}</div>}
      {action === undefined ? null : <div style={{ marginBlockStart: 10 }}>{action}</div>}
    </Alert>
  );
}
