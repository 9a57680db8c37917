import { Checkbox, MultiSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";

/** Who buys, as far as promotions ask about it. */
export interface Buyer {
  /** Null is the market's first country. */
  readonly country: string | null;
  readonly groups: readonly string[];
  readonly firstOrder: boolean;
}
export const anybody: Buyer = { country: null, groups: [], firstOrder: false };

interface Props {
  countries: readonly string[];
  buyer: Buyer;
  onChange: (buyer: Buyer) => void;
}

/** Where the tried cart goes, and what is known of its customer. */
export function TryBuyer({ countries, buyer, onChange }: Props): ReactNode {
  const { t } = useTranslation("promotions");
  const { trpc } = useShop();
  const format = useFormat();
  const { data } = useQuery(trpc.customers.listGroups.queryOptions({}));
  const groups = (data?.items ?? []).map(({ handle }) => handle);
  return (
    <>
      {countries.length < 2 ? null : (
        <Select
          label={t("try.country")}
          data={countries.map((value) => ({ value, label: format.country(value) }))}
          value={buyer.country ?? countries[0] ?? null}
          allowDeselect={false}
          searchable
          onChange={(country) => onChange({ ...buyer, country })}
        />
      )}
      {groups.length === 0 ? null : (
        <MultiSelect
          label={t("try.groups")}
          data={groups}
          value={[...buyer.groups]}
          onChange={(chosen) => onChange({ ...buyer, groups: chosen })}
        />
      )}
      <Checkbox
        label={t("try.firstOrder")}
        checked={buyer.firstOrder}
        onChange={({ currentTarget }) => onChange({ ...buyer, firstOrder: currentTarget.checked })}
      />
    </>
  );
}
