import { Box, Group } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import type { Path } from "../app/paths.ts";

interface Props {
  label: string;
  tabs: readonly { readonly to: Path; readonly params: Readonly<Record<string, string>>; readonly label: string }[];
}

/** Parts of a page that have their own address: links that look like tabs. */
export function LinkTabs({ label, tabs }: Props): ReactNode {
  const nav = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  // On a phone the row is wider than the screen: where one is must be seen.
  useEffect(() => {
    nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [path]);
  return (
    <Box component="nav" ref={nav} aria-label={label} className="link-tabs" mb="md">
      <Group component="ul" gap={0} p={0} m={0} wrap="nowrap" style={{ listStyle: "none" }}>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              params={tab.params as never}
              className="link-tab"
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ "aria-current": "page" }}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </Group>
    </Box>
  );
}
