import { Badge } from "@mantine/core";
import type { ReactNode } from "react";

export type Tone = "neutral" | "good" | "attention" | "bad" | "info";
const colors: Readonly<Record<Tone, string>> = {
  neutral: "gray",
  good: "green",
  attention: "yellow",
  bad: "red",
  info: "blue",
};

/** A state in a word; the colour only repeats it. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return (
    <Badge variant="light" color={colors[tone]} tt="none" fw={600} miw="max-content">
      {children}
    </Badge>
  );
}
