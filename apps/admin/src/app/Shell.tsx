import { ActionIcon, Box, Tooltip } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { ModalsProvider } from "@mantine/modals";
import { getRouteApi } from "@tanstack/react-router";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "./paths.ts";
import { can } from "../lib/can.ts";
import { activeLine, LinkNav } from "./LinkNav.ts";
import { ShopContext } from "../lib/session.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { AwayNote } from "./AwayNote.tsx";
import { Frame } from "./Frame.tsx";
import { navigation } from "./navigation.ts";
import { RegionBadge } from "./RegionBadge.tsx";
import { SchemeToggle } from "./SchemeToggle.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import { ShopSwitcher } from "./ShopSwitcher.tsx";

const route = getRouteApi(paths.home);

/** The frame of every page of a shop: where I am, in which shop, where its data lives. */
export function Shell(): ReactNode {
  const { t } = useTranslation();
  const { me, shop } = route.useRouteContext();
  const openPalette = useRef<() => void>(() => undefined);
  return (
    <ShopContext value={shop}>
      <ModalsProvider modalProps={{ closeButtonProps: { "aria-label": t("close") } }}>
        <Shortcuts
          onOpener={(open) => {
            openPalette.current = open;
          }}
        />
        <Frame
          notice={<AwayNote />}
          brand={
            <div className="shop-brand">
              <ShopSwitcher me={me} />
              <RegionBadge region={shop.region} />
            </div>
          }
          tools={
            <>
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
              <Box visibleFrom="sm">
                <SchemeToggle />
              </Box>
              <AccountMenu me={me} />
            </>
          }
          navigation={navigation
            .filter(({ needs }) => can(shop, needs))
            .map(({ name, to, icon: Icon }) => (
              <LinkNav
                key={name}
                to={to}
                params={{ shop: shop.slug }}
                activeOptions={{ exact: to === paths.home, includeSearch: false }}
                activeProps={activeLine}
                label={t(`navigation.${name}`)}
                leftSection={<Icon size={18} aria-hidden />}
                variant="light"
              />
            ))}
        />
      </ModalsProvider>
    </ShopContext>
  );
}
