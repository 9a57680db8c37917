import type { Capability } from "@meridian/core/platform/access";
import {
  IconBox,
  IconCreditCard,
  IconHome,
  IconReceipt,
  IconSettings,
  IconShieldCheck,
  IconUsers,
  IconWorld,
  type Icon,
} from "@tabler/icons-react";
import { paths } from "./paths.ts";

/** The console's main parts, in the order in which a day needs them. */
export const navigation = [
  { name: "home", to: paths.home, icon: IconHome, needs: "shop.read" },
  { name: "orders", to: paths.orders, icon: IconReceipt, needs: "orders.read" },
  { name: "products", to: paths.products, icon: IconBox, needs: "catalog.read" },
  { name: "markets", to: paths.markets, icon: IconWorld, needs: "shop.read" },
  { name: "payments", to: paths.payments, icon: IconCreditCard, needs: "shop.read" },
  { name: "privacy", to: paths.privacy, icon: IconShieldCheck, needs: "privacy.read" },
  { name: "team", to: paths.team, icon: IconUsers, needs: "staff.manage" },
  { name: "settings", to: paths.settings, icon: IconSettings, needs: "shop.read" },
] as const satisfies readonly { name: string; to: string; icon: Icon; needs: Capability }[];
