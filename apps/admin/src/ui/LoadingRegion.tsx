import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";

interface Props {
  label: string;
  lines?: number;
}

/** Placeholder of something that loads. It shows after a moment only, so that fast answers do not flicker. */
export function LoadingRegion({ label, lines = 6 }: Props): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack aria-busy="true" gap="md" style={{ visibility: late ? "visible" : "hidden" }}>
      <VisuallyHidden component="output">{label}</VisuallyHidden>
      <Skeleton height={28} width="40%" />
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={18} width={`${95 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}
