import { IconFileUpload, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { can } from "../../lib/can.ts";
import { LinkButton } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";

/** The two ways to new products, for those who may make them. */
export function AddProducts(): ReactNode {
  const { t } = useTranslation("catalog");
  const shop = useShop();
  if (!can(shop, "catalog.write")) return null;
  return (
    <>
      <LinkButton
        variant="default"
        to={paths.importProducts}
        params={{ shop: shop.slug }}
        leftSection={<IconFileUpload size={18} aria-hidden />}
      >
        {t("list.import")}
      </LinkButton>
      <LinkButton to={paths.newProduct} params={{ shop: shop.slug }} leftSection={<IconPlus size={18} aria-hidden />}>
        {t("list.create")}
      </LinkButton>
    </>
  );
}
