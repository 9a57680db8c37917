import {
  Anchor,
  Center,
  Container,
  DirectionProvider,
  Group,
  MantineProvider,
  NativeSelect,
  Paper,
  Text,
} from "@mantine/core";
import { StrictMode, useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import "../../global.css";
import { type ConsoleConfig, loadConfig } from "../../lib/config.ts";
import { isLanguage, languages, preferredLanguage, rememberLanguage } from "../../lib/languages.ts";
import { readLogInSearch } from "../../lib/search.ts";
import { readableColors, theme } from "../../ui/theme.ts";
import { giveUp } from "../give-up.ts";
import { Logo } from "../Logo.tsx";
import { paths } from "../paths.ts";
import { LogIn } from "./LogIn.tsx";
import { loadSpeech, type Speech } from "./words.ts";

const choices = Object.entries(languages).map(([value, label]) => ({ value, label }));

interface DoorProps {
  first: Speech;
  config: ConsoleConfig;
  away: boolean;
  to: string;
}

/** The way in: a page of its own, a third lighter than the console behind it. */
function Door({ first, config, away, to }: DoorProps): ReactNode {
  const [speech, setSpeech] = useState(first);
  const { t, language } = speech;
  function choose(value: string): void {
    if (!isLanguage(value)) return;
    rememberLanguage(value);
    void loadSpeech(value).then(setSpeech);
  }
  return (
    <Center mih="100dvh" py="xl">
      <Container size={480} w="100%">
        <Group component="header" justify="space-between" mb="md">
          <Logo />
          <NativeSelect
            size="xs"
            aria-label={t("common:language")}
            data={choices}
            value={language}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        </Group>
        <Paper component="main" withBorder p={{ base: "md", xs: "xl" }}>
          <LogIn speech={speech} to={to} away={away} />
        </Paper>
        {config.mailboxUrl === null ? null : (
          <Text component="footer" size="sm" c="dimmed" ta="center" mt="md">
            {t("common:development.note")}{" "}
            <Anchor href={paths.mailbox} size="sm" underline="always">
              {t("common:development.mailbox")}
            </Anchor>
          </Text>
        )}
      </Container>
    </Center>
  );
}

async function start(element: HTMLElement): Promise<void> {
  const [{ config, isCopy }, first] = await Promise.all([loadConfig(), loadSpeech(preferredLanguage())]);
  const { to = paths.start } = readLogInSearch(Object.fromEntries(new URLSearchParams(window.location.search)));
  createRoot(element).render(
    <StrictMode>
      <DirectionProvider>
        <MantineProvider theme={theme} cssVariablesResolver={readableColors} defaultColorScheme="auto">
          <Door first={first} config={config} away={isCopy} to={to} />
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root !== null) start(root).catch(() => giveUp(root));
