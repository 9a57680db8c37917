import type { ReactNode } from "react";

/** Plain text in its own direction, whatever is around it: a phone number in an Arabic table keeps its order. */
export function Isolated({ children }: { children: ReactNode }): ReactNode {
  return typeof children === "string" ? <bdi>{children}</bdi> : children;
}
