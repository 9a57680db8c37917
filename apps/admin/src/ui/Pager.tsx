import { Button, Group } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  label: string;
  firstLabel: string;
  nextLabel: string;
  /** Whether this is a later page. */
  later: boolean;
  onFirst: () => void;
  /** Null on the last page. */
  onNext: (() => void) | null;
}

/** Long lists page by key: forward, and back to the beginning; the browser's own back button does the rest. */
export function Pager({ label, firstLabel, nextLabel, later, onFirst, onNext }: Props): ReactNode {
  if (!later && onNext === null) return null;
  return (
    <Group component="nav" aria-label={label} justify="space-between" mt="sm">
      <Button variant="subtle" onClick={onFirst} disabled={!later}>
        {firstLabel}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden className="points-onward" />}
        onClick={() => onNext?.()}
        disabled={onNext === null}
      >
        {nextLabel}
      </Button>
    </Group>
  );
}
