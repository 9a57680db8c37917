import { Box, Code, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import type { Mail } from "./mails.ts";

/** Links of a mail leave the frame: they open instead of this page, as they would from a mail program. */
function framed(html: string): string {
  return `<base target="_top">${html}`;
}

export function MailView({ mail }: { mail: Mail }): ReactNode {
  const { t } = useTranslation("mailbox");
  const format = useFormat();
  const text = (
    <Code block style={{ whiteSpace: "pre-wrap" }} lang={mail.language ?? undefined}>
      {mail.text}
    </Code>
  );
  return (
    <Stack component="article" aria-label={mail.subject} gap="sm">
      <Title order={2}>{mail.subject}</Title>
      <Group gap="lg">
        <Text size="sm">
          {t("from")} {mail.from}
        </Text>
        <Text size="sm">
          {t("to")} {mail.to.join(", ")}
        </Text>
        <Text size="sm" c="dimmed">
          {format.dateTime(mail.at)}
        </Text>
      </Group>
      {mail.html === null ? (
        text
      ) : (
        <Tabs defaultValue="html" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="html">{t("html")}</Tabs.Tab>
            <Tabs.Tab value="text">{t("text")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="html" pt="sm">
            <Box
              component="iframe"
              title={mail.subject}
              srcDoc={framed(mail.html)}
              sandbox="allow-top-navigation-by-user-activation allow-popups"
              w="100%"
              h="36rem"
              bd="1px solid var(--mantine-color-default-border)"
              bg="white"
            />
          </Tabs.Panel>
          <Tabs.Panel value="text" pt="sm">
            {text}
          </Tabs.Panel>
        </Tabs>
      )}
    </Stack>
  );
}
