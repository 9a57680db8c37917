import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../lib/session.ts";
import { paths } from "./paths.ts";
import type { Me } from "./session.ts";

export function ShopSwitcher({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation();
  const shop = useShop();
  const others = me.memberships.filter(({ tenantId, status }) => tenantId !== shop.tenantId && status === "active");
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          miw={0}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={t("shopSwitcher.label", { shop: shop.name })}
        >
          <Text fw={650} truncate c="var(--mantine-color-text)" component="span" dir="auto">
            {shop.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {/* The head has room for a usual name; here it is whole. */}
        <Menu.Label fz="sm" c="var(--mantine-color-text)" style={{ overflowWrap: "anywhere" }}>
          <bdi>{shop.name}</bdi>
        </Menu.Label>
        {others.length === 0 ? null : <Menu.Label>{t("shopSwitcher.switchTo")}</Menu.Label>}
        {others.map(({ tenantId, slug, name, region }) => (
          <Menu.Item key={tenantId} component={Link} to={`/shops/${slug}`} rightSection={region.toUpperCase()}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to={paths.shops}>
          {t("shopSwitcher.all")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
