import { addressLines } from "@meridian/core/kernel/address-format";
import { Anchor, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useShop } from "../../lib/session.ts";
import { Section } from "../../ui/Section.tsx";
import type { Order } from "./types.ts";

export function OrderBuyer({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const format = useFormat();
  const { slug } = useShop();
  const { shippingAddress: address } = order;
  const place = [address.postalCode, address.city].filter((part) => part !== null).join(" ");
  const lines = [address.name, address.company, address.line1, address.line2, place, address.region].filter(
    (part) => part !== null && part !== "",
  );
  return (
    <Section title={t("buyer.title")}>
      <Stack gap="xs">
        <div>
          <LinkAnchor
            to={paths.customer}
            params={{ shop: slug, customerId: order.customerId }}
            fw={500}
            display="block"
          >
            {order.name}
          </LinkAnchor>
          <Anchor href={`mailto:${order.email}`} size="sm">
            {order.email}
          </Anchor>
        </div>
        {order.company === null ? null : (
          <div>
            <LinkAnchor
              to={paths.company}
              params={{ shop: slug, companyId: order.company.id }}
              size="sm"
              fw={500}
              display="block"
            >
              {order.company.name}
            </LinkAnchor>
            {order.company.taxId === null ? null : <Text size="sm">{order.company.taxId.taxId}</Text>}
            {order.company.billingAddress === null ? null : (
              <Text component="address" size="sm" style={{ fontStyle: "normal", whiteSpace: "pre-line" }}>
                {[
                  ...addressLines(order.company.billingAddress),
                  format.country(order.company.billingAddress.country),
                ].join("\n")}
              </Text>
            )}
          </div>
        )}
        <Text size="sm" c="dimmed">
          {t("buyer.language", { language: format.locale(order.locale) })}
        </Text>
        <div>
          <Text size="sm" fw={600}>
            {t("buyer.address")}
          </Text>
          <Text component="address" size="sm" style={{ fontStyle: "normal", whiteSpace: "pre-line" }}>
            {[...lines, format.country(address.country)].join("\n")}
          </Text>
          {address.phone === null ? null : <Text size="sm">{address.phone}</Text>}
        </div>
      </Stack>
    </Section>
  );
}
