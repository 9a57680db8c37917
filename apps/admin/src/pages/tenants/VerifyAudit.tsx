import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../../lib/session.ts";
import { Verify } from "../../lib/Verify.tsx";

export function VerifyAudit(): ReactNode {
  const { t } = useTranslation("tenants");
  const { trpc } = useShop();
  const verify = useQuery({ ...trpc.tenants.verifyAudit.queryOptions({}), enabled: false, gcTime: 0 });
  const verdict = verify.isFetching ? undefined : verify.data;
  return (
    <Verify
      title={t("audit.verifyTitle")}
      description={t("audit.verifyDescription")}
      action={t("audit.verify")}
      running={verify.isFetching}
      error={verify.error}
      onVerify={() => void verify.refetch()}
      outcome={
        verdict === undefined
          ? null
          : verdict.intact
            ? { intact: true, title: t("audit.intact"), body: t("audit.intactBody") }
            : { intact: false, title: t("audit.broken"), body: t("audit.brokenBody", { seq: verdict.brokenAt ?? 0 }) }
      }
    />
  );
}
