import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "../ui/CopyField.tsx";
import { QrCode } from "../ui/QrCode.tsx";

interface Props {
  /** The `otpauth:` address that the picture carries. */
  uri: string;
  secret: string;
  pictureLabel: string;
  secretLabel: string;
}

/** What an authenticator app is given: a picture to scan, and the same to type in. */
export function AuthenticatorSecret({ uri, secret, pictureLabel, secretLabel }: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Group justify="center">
        <QrCode text={uri} label={pictureLabel} />
      </Group>
      <CopyField label={secretLabel} value={secret} copyLabel={t("copy")} copiedLabel={t("copied")} />
    </>
  );
}
