import { AppShell, Burger, Container, Group, ScrollArea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OfflineNote } from "./OfflineNote.tsx";

interface Props {
  /** At the head's start: whose pages these are. */
  brand: ReactNode;
  /** At the head's end. */
  tools: ReactNode;
  /** Lines of the navigation, and what stands below them. */
  navigation: ReactNode;
  below?: ReactNode;
  /** Above the page: what everybody should know. */
  notice?: ReactNode;
}

/** Head, navigation and page. On a phone the navigation is behind a button, and closes when the page changes. */
export function Frame({ brand, tools, navigation, below, notice }: Props): ReactNode {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);
  return (
    <>
      <section aria-label={t("notifications")}>
        <Notifications position="top-center" withinPortal={false} />
      </section>
      <a href="#content" className="skip-link">
        {t("skipToContent")}
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !opened } }}
        padding="md"
      >
        <AppShell.Header>
          <Group h="100%" px={{ base: "xs", sm: "md" }} justify="space-between" wrap="nowrap" gap="xs">
            <Group gap={6} wrap="nowrap" miw={0}>
              <Burger
                opened={opened}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={opened ? t("closeMenu") : t("openMenu")}
                aria-expanded={opened}
                aria-controls="main-navigation"
              />
              {brand}
            </Group>
            <Group gap={6} wrap="nowrap">
              {tools}
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" id="main-navigation" aria-label={t("navigation.label")}>
          <AppShell.Section grow component={ScrollArea}>
            {navigation}
          </AppShell.Section>
          {below === undefined ? null : <AppShell.Section>{below}</AppShell.Section>}
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <Container size="lg" px={0} pb="xl">
            <OfflineNote />
            {notice}
            <Outlet />
          </Container>
        </AppShell.Main>
      </AppShell>
    </>
  );
}
