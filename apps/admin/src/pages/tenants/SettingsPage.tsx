import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { LinkTabs } from "../../lib/LinkTabs.tsx";
import { useShop } from "../../lib/session.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";

export function SettingsPage(): ReactNode {
  const { t } = useTranslation("tenants");
  const shop = useShop();
  const params = { shop: shop.slug };
  return (
    <>
      <PageHeader title={t("title")} />
      <LinkTabs
        label={t("title")}
        tabs={[
          { to: paths.settings, params, label: t("tabs.shop") },
          { to: paths.domains, params, label: t("tabs.domains") },
          ...(can(shop, "keys.manage") ? [{ to: paths.keys, params, label: t("tabs.keys") }] : []),
          { to: paths.plan, params, label: t("tabs.plan") },
          ...(can(shop, "audit.read") ? [{ to: paths.audit, params, label: t("tabs.audit") }] : []),
        ]}
      />
      <Outlet />
    </>
  );
}
