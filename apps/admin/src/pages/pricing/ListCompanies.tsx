import { useQueries, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useShop } from "../../lib/session.ts";
import { FoundSelect } from "./FoundSelect.tsx";

type CompanyId = AdminOutputs["pricing"]["getPriceList"]["companyIds"][number];

interface Props {
  ids: readonly CompanyId[];
  onChange: (ids: CompanyId[]) => void;
  error: string | undefined;
  locked: boolean;
}

/** Companies that a list is for, found by name. One that was deleted shows as such until it is taken out. */
export function ListCompanies({ ids, onChange, error, locked }: Props): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const [text, setText] = useState("");
  const found = useQuery({
    ...trpc.customers.listCompanies.queryOptions({ text: text.trim() || null, first: 20 }),
    placeholderData: (before) => before,
  });
  const chosen = useQueries({
    queries: ids.map((id) => ({ ...trpc.customers.getCompany.queryOptions({ id }), retry: false })),
  });
  const names = new Map<CompanyId, string>([
    ...(found.data?.items ?? []).map(({ id, name }): [CompanyId, string] => [id, name]),
    ...chosen.flatMap(({ data }): [CompanyId, string][] => (data === undefined ? [] : [[data.id, data.name]])),
    ...chosen.flatMap(({ isError }, i): [CompanyId, string][] => {
      const id = ids[i];
      return isError && id !== undefined ? [[id, t("lists.companyGone")]] : [];
    }),
  ]);
  return (
    <FoundSelect
      label={t("lists.companies")}
      description={t("lists.companiesHint")}
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
