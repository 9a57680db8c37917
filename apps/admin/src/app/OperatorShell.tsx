import { AppShell, Badge, Burger, Button, Container, Group, ScrollArea, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import {
  IconBuildingStore,
  IconDatabase,
  IconHistory,
  IconLogout,
  IconServer2,
  IconStack2,
  type Icon,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../lib/session.ts";
import { useTell } from "../lib/tell.ts";
import { LanguageSelect } from "./LanguageSelect.tsx";
import { LinkNav } from "./LinkNav.ts";
import { Logo } from "./Logo.tsx";
import { OfflineNote } from "./OfflineNote.tsx";
import { paths } from "./paths.ts";
import { SchemeToggle } from "./SchemeToggle.tsx";

const route = getRouteApi(paths.operator);

const parts = [
  { name: "tenants", to: paths.operatorTenants, icon: IconBuildingStore },
  { name: "regions", to: paths.operatorRegions, icon: IconServer2 },
  { name: "migrations", to: paths.operatorMigrations, icon: IconStack2 },
  { name: "cells", to: paths.operatorCells, icon: IconDatabase },
  { name: "audit", to: paths.operatorAudit, icon: IconHistory },
] as const satisfies readonly { name: string; to: string; icon: Icon }[];

/** The frame of the operators' pages. It says on every page that this is no shop. */
export function OperatorShell(): ReactNode {
  const { t } = useTranslation(["operator", "common"]);
  const { operator } = route.useRouteContext();
  const { control } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [opened, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);
  const logOut = useMutation(
    control.trpc.operators.logOut.mutationOptions({
      onSuccess: () => {
        queryClient.clear();
        window.location.assign(paths.operatorLogIn);
      },
      onError: tell.failed,
    }),
  );
  return (
    <>
      <section aria-label={t("common:notifications")}>
        <Notifications position="top-center" withinPortal={false} />
      </section>
      <a href="#content" className="skip-link">
        {t("common:skipToContent")}
      </a>
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
                aria-label={opened ? t("common:closeMenu") : t("common:openMenu")}
                aria-expanded={opened}
                aria-controls="operator-navigation"
              />
              <Logo />
              <Badge variant="filled" color="dark" tt="none" visibleFrom="xs">
                {t("badge")}
              </Badge>
            </Group>
            <Group gap={6} wrap="nowrap">
              <LanguageSelect />
              <SchemeToggle />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" id="operator-navigation" aria-label={t("common:navigation.label")}>
          <AppShell.Section grow component={ScrollArea}>
            {parts.map(({ name, to, icon: Icon }) => (
              <LinkNav
                key={name}
                to={to}
                activeOptions={{ includeSearch: false }}
                activeProps={{ active: true, "aria-current": "page" }}
                label={t(`navigation.${name}`)}
                leftSection={<Icon size={18} aria-hidden />}
                variant="light"
              />
            ))}
          </AppShell.Section>
          <AppShell.Section>
            <Text size="sm" px="sm" pb={4} style={{ overflowWrap: "anywhere" }}>
              {t("signedInAs", { name: operator.name })}
            </Text>
            <Button
              variant="subtle"
              color="gray"
              fullWidth
              justify="flex-start"
              leftSection={<IconLogout size={18} aria-hidden />}
              loading={logOut.isPending}
              onClick={() => logOut.mutate({})}
            >
              {t("logOut")}
            </Button>
          </AppShell.Section>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <Container size="lg" px={0} pb="xl">
            <OfflineNote />
            <Outlet />
          </Container>
        </AppShell.Main>
      </AppShell>
    </>
  );
}
