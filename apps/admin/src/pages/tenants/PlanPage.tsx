import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { can } from "../../lib/can.ts";
import { useShop } from "../../lib/session.ts";
import { CloseShop } from "./CloseShop.tsx";
import { ShopCopies } from "./ShopCopies.tsx";
import { UsageSection } from "./UsageSection.tsx";

/** The shop's plan and what it uses of it; what a merchant needs to leave. */
export function PlanPage(): ReactNode {
  const shop = useShop();
  return (
    <Stack>
      <UsageSection />
      {can(shop, "shop.manage") ? <ShopCopies /> : null}
      {shop.role === "owner" ? <CloseShop /> : null}
    </Stack>
  );
}
