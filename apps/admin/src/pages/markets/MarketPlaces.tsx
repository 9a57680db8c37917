import { TagsInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { MethodsInput } from "../../lib/MethodsInput.tsx";
import { useShop } from "../../lib/session.ts";
import type { MarketFieldsProps } from "./types.ts";

const knownChannels = ["web", "embed", "pos", "marketplace"];
/** Which parts of its countries the market is for, where it sells, and what may be paid with. */
export function MarketPlaces({ value, set, errors, locked }: MarketFieldsProps): ReactNode {
  const { t } = useTranslation("markets");
  const { trpc } = useShop();
  const format = useFormat();
  const { data: shop } = useSuspenseQuery(trpc.tenants.getShop.queryOptions({}));
  const inherited =
    shop.paymentMethods === null
      ? t("hints.paymentsInherited")
      : t("hints.paymentsFromShop", { methods: format.list(shop.paymentMethods) });
  return (
    <>
      <TagsInput
        label={t("fields.regions")}
        description={t("hints.regions")}
        value={[...value.regions]}
        onChange={(codes) => set("regions", [...new Set(codes.map((code) => code.trim().toUpperCase()))])}
        error={errors["regions"]}
        readOnly={locked}
      />
      <TagsInput
        label={t("fields.channels")}
        description={t("hints.channels")}
        data={knownChannels}
        value={[...value.channels]}
        onChange={(names) => set("channels", [...new Set(names.map((name) => name.trim().toLowerCase()))])}
        error={errors["channels"]}
        readOnly={locked}
      />
      <MethodsInput
        label={t("fields.paymentMethods")}
        description={value.paymentMethods === null ? inherited : t("hints.payments")}
        value={value.paymentMethods}
        onChange={(methods) => set("paymentMethods", methods)}
        error={errors["paymentMethods"]}
        readOnly={locked}
      />
    </>
  );
}
