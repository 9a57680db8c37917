import { Grid, Stack } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  children: ReactNode;
  /** Beside it where there is room, else below. */
  aside: ReactNode;
}

/** The two columns of one thing's page: what happens with it, and what is known of it. */
export function MainAndAside({ children, aside }: Props): ReactNode {
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack>{children}</Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack>{aside}</Stack>
      </Grid.Col>
    </Grid>
  );
}
