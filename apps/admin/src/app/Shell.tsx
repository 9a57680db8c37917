import { ActionIcon, AppShell, Burger, Container, Group, ScrollArea, Tooltip } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useDisclosure } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { getRouteApi, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "./paths.ts";
import { can } from "../lib/can.ts";
import { LinkNav } from "./LinkNav.ts";
import { ShopContext } from "../lib/session.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { navigation } from "./navigation.ts";
import { OfflineNote } from "./OfflineNote.tsx";
import { RegionBadge } from "./RegionBadge.tsx";
import { SchemeToggle } from "./SchemeToggle.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import { ShopSwitcher } from "./ShopSwitcher.tsx";

const route = getRouteApi(paths.home);

/** The frame of every page of a shop: where I am, in which shop, where its data lives. */
export function Shell(): ReactNode {
  const { t } = useTranslation();
  const { me, shop } = route.useRouteContext();
  const [opened, { toggle, close }] = useDisclosure(false);
  const openPalette = useRef<() => void>(() => undefined);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);
  return (
    <ShopContext value={shop}>
      <ModalsProvider modalProps={{ closeButtonProps: { "aria-label": t("close") } }}>
        <section aria-label={t("notifications")}>
          <Notifications position="top-center" withinPortal={false} />
        </section>
        <a href="#content" className="skip-link">
          {t("skipToContent")}
        </a>
        <Shortcuts
          onOpener={(open) => {
            openPalette.current = open;
          }}
        />
        <AppShell
          header={{ height: 56 }}
          navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !opened } }}
          padding="md"
        >
          <AppShell.Header>
            <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
              <Group gap="xs" wrap="nowrap" miw={0}>
                <Burger
                  opened={opened}
                  onClick={toggle}
                  hiddenFrom="sm"
                  size="sm"
                  aria-label={opened ? t("closeMenu") : t("openMenu")}
                  aria-expanded={opened}
                  aria-controls="main-navigation"
                />
                <ShopSwitcher me={me} />
                <RegionBadge region={shop.region} />
              </Group>
              <Group gap={6} wrap="nowrap">
                <Tooltip label={t("palette.title")}>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t("palette.title")}
                    aria-keyshortcuts="Control+K Meta+K"
                    onClick={() => openPalette.current()}
                  >
                    <IconSearch size={18} aria-hidden />
                  </ActionIcon>
                </Tooltip>
                <SchemeToggle />
                <AccountMenu me={me} />
              </Group>
            </Group>
          </AppShell.Header>
          <AppShell.Navbar p="xs" id="main-navigation" aria-label={t("navigation.label")}>
            <AppShell.Section grow component={ScrollArea}>
              {navigation
                .filter(({ needs }) => can(shop, needs))
                .map(({ name, to, icon: Icon }) => (
                  <LinkNav
                    key={name}
                    to={to}
                    params={{ shop: shop.slug }}
                    activeOptions={{ exact: to === paths.home, includeSearch: false }}
                    activeProps={{ active: true, "aria-current": "page" }}
                    label={t(`navigation.${name}`)}
                    leftSection={<Icon size={18} aria-hidden />}
                    variant="light"
                  />
                ))}
            </AppShell.Section>
          </AppShell.Navbar>
          <AppShell.Main id="content" tabIndex={-1}>
            <Container size="lg" px={0} pb="xl">
              <OfflineNote />
              <Outlet />
            </Container>
          </AppShell.Main>
        </AppShell>
      </ModalsProvider>
    </ShopContext>
  );
}
