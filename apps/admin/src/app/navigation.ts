import type { Capability } from "@meridian/core/platform/roles";
import {
  IconAddressBook,
  IconBox,
  IconCategory,
  IconCreditCard,
  IconDiscount,
  IconGift,
  IconHome,
  IconLanguage,
  IconPackages,
  IconReceipt,
  IconReceiptTax,
  IconSettings,
  IconShieldCheck,
  IconTags,
  IconUsers,
  IconWorld,
  type Icon,
} from "@tabler/icons-react";
import { paths } from "./paths.ts";

/** The console's main parts, in the order in which a day needs them. */
export const navigation = [
  { name: "home", to: paths.home, icon: IconHome, needs: "shop.read" },
  { name: "orders", to: paths.orders, icon: IconReceipt, needs: "orders.read" },
  { name: "customers", to: paths.customers, icon: IconAddressBook, needs: "customers.read" },
  { name: "products", to: paths.products, icon: IconBox, needs: "catalog.read" },
  { name: "categories", to: paths.categories, icon: IconCategory, needs: "catalog.read" },
  { name: "stock", to: paths.stock, icon: IconPackages, needs: "catalog.read" },
  { name: "translations", to: paths.translations, icon: IconLanguage, needs: "catalog.translate" },
  { name: "promotions", to: paths.promotions, icon: IconDiscount, needs: "catalog.read" },
  { name: "giftCards", to: paths.giftCards, icon: IconGift, needs: "orders.read" },
  { name: "prices", to: paths.priceLists, icon: IconTags, needs: "catalog.read" },
  { name: "markets", to: paths.markets, icon: IconWorld, needs: "shop.read" },
  { name: "taxes", to: paths.taxes, icon: IconReceiptTax, needs: "shop.read" },
  { name: "payments", to: paths.payments, icon: IconCreditCard, needs: "shop.read" },
  { name: "privacy", to: paths.privacy, icon: IconShieldCheck, needs: "privacy.read" },
  { name: "team", to: paths.team, icon: IconUsers, needs: "staff.manage" },
  { name: "settings", to: paths.settings, icon: IconSettings, needs: "shop.read" },
] as const satisfies readonly { name: string; to: string; icon: Icon; needs: Capability }[];
