import { Avatar, Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconLogout, IconMail, IconShieldLock } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isAbsent, problemOf } from "../lib/errors.ts";
import { changeLanguage } from "../lib/i18n.ts";
import { languages, type Language } from "../lib/languages.ts";
import { useSession } from "../lib/session.ts";
import { useTell } from "../lib/tell.ts";
import { toastFailed } from "../ui/toast.tsx";
import { paths } from "./paths.ts";
import { SchemeItem } from "./SchemeToggle.tsx";
import type { Me } from "./session.ts";

export function AccountMenu({ me }: { me: Me }): ReactNode {
  const { t, i18n } = useTranslation();
  const { control, config, kept } = useSession();
  const queryClient = useQueryClient();
  const tell = useTell();
  const remember = useMutation(control.trpc.staff.changeLanguage.mutationOptions());
  const logOut = useMutation(
    control.trpc.staff.logOut.mutationOptions({
      // Nothing of the shop stays in memory or in the browser behind the log-in page.
      onSuccess: () => {
        kept.forget();
        queryClient.clear();
        window.location.assign(paths.logIn);
      },
      onError(error) {
        if (!isAbsent(problemOf(error))) return tell.failed(error);
        // The session's end must wait; until then nobody gets in with what was kept.
        kept.forget();
        toastFailed(t("accounts.notLoggedOut"), t("accounts.notLoggedOutHint"), t("close"));
      },
    }),
  );
  function choose(language: Language): void {
    remember.mutate({ language });
    void changeLanguage(language);
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className="account-button" aria-label={t("account.label", { name: me.user.name })}>
          <Avatar radius="xl" size={34} color="meridian" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user.email}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t("language")}</Menu.Label>
        {(Object.entries(languages) as [Language, string][]).map(([code, name]) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => choose(code)}
            leftSection={i18n.language === code ? <IconCheck size={16} aria-hidden /> : <span style={{ width: 16 }} />}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <SchemeItem />
        <Menu.Item component={Link} to={paths.security} leftSection={<IconShieldLock size={16} aria-hidden />}>
          {t("account.security")}
        </Menu.Item>
        {config.mailboxUrl === null ? null : (
          <Menu.Item component={Link} to={paths.mailbox} leftSection={<IconMail size={16} aria-hidden />}>
            {t("development.mailbox")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => logOut.mutate({})}>
          {t("account.logOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
