import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat, type WireMoney } from "../../lib/format.ts";
import { Why } from "../../lib/Why.tsx";
import { PriceTrace } from "../../lib/WhyThisPrice.tsx";
import type { Method } from "./types.ts";

interface Props {
  method: Method;
  name: string;
  currency: WireMoney["currency"];
}

/** What a method costs where it is listed; converted from the shop's price, with how; or what its price still needs. */
export function MethodPrice({ method: { price, rates, here }, name, currency }: Props): ReactNode {
  const { t } = useTranslation("fulfilment");
  const format = useFormat();
  const said = (amount: WireMoney, by: "worth" | "weight" | undefined): string =>
    by === undefined ? format.money(amount) : t(`rates.table.${by}`, { price: format.money(amount) });
  if (here === null) return said(price, rates?.by);
  if (here.kind === "unpriced") {
    if (here.reason === "currency") return t("override.needsPrice", { currency });
    if (here.reason === "no_exchange_rate") return t("override.needsRate", { from: price.currency, to: currency });
    return t(`preview.reasons.${here.reason}`);
  }
  if (!here.converted) return said(here.price, here.rates?.by);
  return (
    <Stack gap={0}>
      <Why label={name} amount={said(here.price, here.rates?.by)}>
        {() => <PriceTrace steps={here.trace} />}
      </Why>
      <Text size="xs" c="dimmed">
        {t("override.converted", { price: format.money(price) })}
      </Text>
    </Stack>
  );
}
