import { ActionIcon, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

function useOtherScheme() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  return {
    label: dark ? t("lightScheme") : t("darkScheme"),
    icon: dark ? IconSun : IconMoon,
    choose: () => setColorScheme(dark ? "light" : "dark"),
  };
}

export function SchemeToggle(): ReactNode {
  const { label, icon: Icon, choose } = useOtherScheme();
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={choose}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** On a phone it is in the account's menu: the head's room goes to the shop's name. */
export function SchemeItem(): ReactNode {
  const { label, icon: Icon, choose } = useOtherScheme();
  return (
    <Menu.Item hiddenFrom="sm" leftSection={<Icon size={16} aria-hidden />} onClick={choose}>
      {label}
    </Menu.Item>
  );
}
