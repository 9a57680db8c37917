import { Stack, Text } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkAnchor, LinkButton } from "../../lib/links.tsx";
import { useSession } from "../../lib/session.ts";
import { StaffTitle } from "./StaffTitle.tsx";

export function CheckMailPage(): ReactNode {
  const { t } = useTranslation("staff");
  const { config } = useSession();
  const { email } = useSearch({ from: "/door/check-mail" });
  return (
    <>
      <StaffTitle title={t("checkMail.title")} />
      <Stack>
        <Text>{email === undefined ? t("checkMail.body") : t("checkMail.bodyTo", { email })}</Text>
        <Text c="dimmed" size="sm">
          {t("checkMail.hint")}
        </Text>
        {config.mailboxUrl === null ? null : (
          <LinkButton to={paths.mailbox} search={{ box: "control", ...(email === undefined ? {} : { to: email }) }}>
            {t("checkMail.mailbox")}
          </LinkButton>
        )}
        <LinkAnchor to={paths.logIn} reloadDocument size="sm">
          {t("toLogIn")}
        </LinkAnchor>
      </Stack>
    </>
  );
}
