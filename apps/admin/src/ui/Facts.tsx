import { Box, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Isolated } from "./Isolated.tsx";

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  readonly strong?: boolean;
}

/** Names and values, one pair a line: totals, addresses' details, settings. */
export function Facts({ facts, label }: { facts: readonly Fact[]; label?: string }): ReactNode {
  return (
    <Box component="dl" m={0} aria-label={label}>
      {facts.map(({ label: name, value, strong }) => (
        <Box key={name} display="flex" style={{ justifyContent: "space-between", gap: "1rem", paddingBlock: "0.2rem" }}>
          <Text component="dt" size="sm" {...(strong === true ? {} : { c: "dimmed" })} fw={strong === true ? 650 : 400}>
            {name}
          </Text>
          <Text
            component="dd"
            m={0}
            size="sm"
            className="numeric"
            fw={strong === true ? 650 : 400}
            style={{ whiteSpace: "normal", overflowWrap: "anywhere", flexShrink: isShort(value) ? 0 : 1 }}
          >
            <Isolated>{value}</Isolated>
          </Text>
        </Box>
      ))}
    </Box>
  );
}

/** An amount is never broken between its digits: the name beside it gives way. */
const isShort = (value: ReactNode): boolean => typeof value === "string" && value.length <= 20;
