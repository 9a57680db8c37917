import { Anchor, Center, Container, Group, Paper, Stack, Text } from "@mantine/core";
import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../lib/session.ts";
import { LanguageSelect } from "./LanguageSelect.tsx";
import { Logo } from "./Logo.tsx";
import { paths } from "./paths.ts";

/** The frame of every page before a shop is entered. */
export function Door(): ReactNode {
  const { t } = useTranslation();
  const { config } = useSession();
  return (
    <Center mih="100dvh" py="xl">
      <Container size={480} w="100%">
        <Group component="header" justify="space-between" mb="md">
          <Logo />
          <LanguageSelect />
        </Group>
        <Paper component="main" withBorder p={{ base: "md", xs: "xl" }}>
          <Outlet />
        </Paper>
        {config.mailboxUrl === null ? null : (
          <Stack component="footer" mt="md" align="center" gap={2}>
            <Text size="sm" c="dimmed">
              {t("development.note")}{" "}
              <Anchor component={Link} to={paths.mailbox} size="sm" underline="always">
                {t("development.mailbox")}
              </Anchor>
            </Text>
          </Stack>
        )}
      </Container>
    </Center>
  );
}
