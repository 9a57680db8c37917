import { Divider, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { useSession } from "../../lib/session.ts";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Note } from "../../ui/Note.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { StaffTitle } from "./StaffTitle.tsx";

/** Most who come have their second factor: they need no drawer of QR codes. */
const SetUpFactor = lazy(async () => ({ default: (await import("./SetUpFactor.tsx")).SetUpFactor }));

/** The person's own locks: the second factor and its recovery codes. */
export function SecurityPage(): ReactNode {
  const { t } = useTranslation(["staff", "common"]);
  const { control } = useSession();
  const queryClient = useQueryClient();
  const { data: me } = useSuspenseQuery(control.trpc.staff.me.queryOptions({}));
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const refresh = (): Promise<void> => queryClient.invalidateQueries(control.trpc.staff.me.pathFilter());
  const wanting = me.memberships.filter(({ secondFactorRequired }) => secondFactorRequired);
  const { secondFactor, recoveryCodesLeft } = me.user;
  async function show(recoveryCodes: readonly string[]): Promise<void> {
    setCodes(recoveryCodes);
    await refresh();
  }
  return (
    <>
      <StaffTitle title={t("security.title")} description={t("security.description")} />
      <Stack>
        {wanting.length === 0 || secondFactor ? null : (
          <Note kind="warning" title={t("security.wanted")}>
            {wanting.map(({ name }) => name).join(", ")}
          </Note>
        )}
        {codes !== null ? (
          <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
        ) : secondFactor ? (
          <FactorOn left={recoveryCodesLeft} onCodes={(fresh) => void show(fresh)} onOff={() => void refresh()} />
        ) : (
          <Suspense fallback={<LoadingRegion label={t("common:loading")} />}>
            <SetUpFactor onDone={(fresh) => void show(fresh)} />
          </Suspense>
        )}
        <LinkAnchor to={paths.start} size="sm">
          {t("security.back")}
        </LinkAnchor>
      </Stack>
    </>
  );
}

interface OnProps {
  left: number;
  onCodes: (codes: readonly string[]) => void;
  onOff: () => void;
}

function FactorOn({ left, onCodes, onOff }: OnProps): ReactNode {
  const { t } = useTranslation("staff");
  const { control } = useSession();
  const format = useFormat();
  const renew = useMutation(
    control.trpc.staff.renewRecoveryCodes.mutationOptions({ onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) }),
  );
  const disable = useMutation(control.trpc.staff.disableSecondFactor.mutationOptions({ onSuccess: onOff }));
  return (
    <Stack>
      <Note kind="success" title={t("security.isOn")}>
        {t("security.left", { number: format.number(left) })}
      </Note>
      <Title order={2}>{t("security.renew")}</Title>
      <Text size="sm" c="dimmed">
        {t("security.renewHint")}
      </Text>
      <PasswordForm
        action={t("security.renew")}
        running={renew.isPending}
        error={renew.error}
        onPassword={(password) => renew.mutate({ password })}
      />
      <Divider />
      <Title order={2}>{t("security.turnOff")}</Title>
      <PasswordForm
        action={t("security.turnOff")}
        danger
        running={disable.isPending}
        error={disable.error}
        onPassword={(password) => disable.mutate({ password })}
      />
    </Stack>
  );
}
