import { TagsInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MarketFieldsProps } from "./MarketFields.tsx";

const knownChannels = ["web", "embed", "pos", "marketplace"];
const knownMethods = [
  "card",
  "paypal",
  "klarna",
  "sepa_debit",
  "ideal",
  "bancontact",
  "eps",
  "twint",
  "konbini",
  "pix",
];

/** Which parts of its countries the market is for, where it sells, and what may be paid with. */
export function MarketPlaces({ value, set, errors, locked }: MarketFieldsProps): ReactNode {
  const { t } = useTranslation("markets");
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
      <TagsInput
        label={t("fields.paymentMethods")}
        description={t(value.paymentMethods === null ? "hints.paymentsInherited" : "hints.payments")}
        data={knownMethods}
        value={[...(value.paymentMethods ?? [])]}
        onChange={(names) => set("paymentMethods", names.length === 0 ? null : names.map((name) => name.toLowerCase()))}
        error={errors["paymentMethods"]}
        clearable
        readOnly={locked}
      />
    </>
  );
}
