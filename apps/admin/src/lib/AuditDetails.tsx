import { Code } from "@mantine/core";
import type { ReactNode } from "react";

/** What an entry of an audit trail keeps besides who, what and when. */
export function AuditDetails({ details }: { details: Readonly<Record<string, unknown>> }): ReactNode {
  if (Object.keys(details).length === 0) return "–";
  return <Code style={{ overflowWrap: "anywhere" }}>{JSON.stringify(details)}</Code>;
}
