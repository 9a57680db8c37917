import { useQueries, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useShop } from "../../lib/session.ts";
import { FoundSelect } from "./FoundSelect.tsx";

type CustomerId = AdminOutputs["pricing"]["getPriceList"]["customerIds"][number];

interface Props {
  ids: readonly CustomerId[];
  onChange: (ids: CustomerId[]) => void;
  error: string | undefined;
  locked: boolean;
}

const nameOf = ({ name, email }: { readonly name: string; readonly email: string }): string =>
  name === "" ? email : `${name} (${email})`;

/** Single customers that a list is for, found by name or address. */
export function ListCustomers({ ids, onChange, error, locked }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const [text, setText] = useState("");
  const found = useQuery({
    ...trpc.customers.list.queryOptions({ text: text.trim() || null, first: 20 }),
    placeholderData: (before) => before,
  });
  const chosen = useQueries({ queries: ids.map((id) => trpc.customers.get.queryOptions({ id })) });
  const names = new Map<CustomerId, string>([
    ...(found.data?.items ?? []).map((one): [CustomerId, string] => [one.id, nameOf(one)]),
    ...chosen.flatMap(({ data }): [CustomerId, string][] => (data === undefined ? [] : [[data.id, nameOf(data)]])),
  ]);
  return (
    <FoundSelect
      label={t("lists.customers")}
      description={t("lists.customersHint")}
      ids={ids}
      names={names}
      text={text}
      onText={setText}
      onChange={onChange}
      error={error}
      locked={locked}
    />
  );
}
