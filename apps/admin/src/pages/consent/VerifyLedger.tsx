import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { Verify } from "../../lib/Verify.tsx";

type Verdict = AdminOutputs["consent"]["verify"];

export function VerifyLedger(): ReactNode {
  const { t } = useTranslation("consent");
  const { trpc } = useShop();
  const format = useFormat();
  const verify = useQuery({ ...trpc.consent.verify.queryOptions({}), enabled: false, gcTime: 0 });
  const outcomeOf = ({ subjects, entries, broken }: Verdict) =>
    broken === null
      ? {
          intact: true,
          title: t("verify.intact"),
          body: t("verify.intactBody", { entries: format.number(entries), subjects: format.number(subjects) }),
        }
      : { intact: false, title: t("verify.broken"), body: t("verify.brokenBody", broken) };
  return (
    <Verify
      title={t("verify.title")}
      description={t("verify.description")}
      action={t("verify.action")}
      running={verify.isFetching}
      error={verify.error}
      onVerify={() => void verify.refetch()}
      outcome={verify.data === undefined || verify.isFetching ? null : outcomeOf(verify.data)}
    />
  );
}
