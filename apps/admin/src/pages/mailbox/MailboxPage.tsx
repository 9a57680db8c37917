import { Badge, Button, Container, Grid, Group, Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconMail, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { useFormat } from "../../lib/format.ts";
import { LinkAnchor } from "../../lib/links.tsx";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useSession } from "../../lib/session.ts";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { LoadingRegion } from "../../ui/LoadingRegion.tsx";
import { Note } from "../../ui/Note.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { MailView } from "./MailView.tsx";
import { fetchMails } from "./mails.ts";

const boxes = ["control", "eu", "us"] as const;

/** New mail shows up by itself. */
const lookAgainMillis = 3_000;

/** What the platform has sent, to read without a mail program. Exists in development only. */
export function MailboxPage(): ReactNode {
  const { t } = useTranslation("mailbox");
  const { config } = useSession();
  return (
    <Container component="main" size="xl" py="lg">
      <PageHeader
        back={
          <LinkAnchor to={paths.start} size="sm">
            {t("back")}
          </LinkAnchor>
        }
        title={t("title")}
        description={t("description")}
      />
      {config.mailboxUrl === null ? <Note kind="info">{t("absent")}</Note> : <Mailbox url={config.mailboxUrl} />}
    </Container>
  );
}

function Mailbox({ url }: { url: string }): ReactNode {
  const { t } = useTranslation("mailbox");
  const format = useFormat();
  const navigate = useNavigate({ from: paths.mailbox });
  const { box = "control", mail: opened, to } = useSearch({ from: "/mailbox" });
  const mails = useQuery({
    queryKey: ["mailbox", box, to],
    queryFn: () => fetchMails(url, box, to),
    refetchInterval: lookAgainMillis,
  });
  const mail = mails.data?.find(({ id }) => id === opened) ?? (opened === undefined ? mails.data?.[0] : undefined);
  return (
    <Stack>
      <Group>
        <SegmentedControl
          aria-label={t("box")}
          data={boxes.map((value) => ({ value, label: t(`boxes.${value}`) }))}
          value={box}
          onChange={(value) => void navigate({ search: { box: boxes.find((name) => name === value) ?? "control" } })}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void mails.refetch()}
          loading={mails.isRefetching}
        >
          {t("refresh")}
        </Button>
        {to === undefined ? null : (
          <Badge variant="light" tt="none" size="lg">
            {t("onlyTo", { to })}
          </Badge>
        )}
      </Group>
      {mails.isError ? <ProblemNote error={mails.error} title={t("unreachable")} /> : null}
      {mails.data === undefined && !mails.isError ? <LoadingRegion label={t("title")} /> : null}
      {mails.data?.length === 0 ? (
        <EmptyNote icon={<IconMail aria-hidden />} title={t("empty")} description={t("emptyHint")} />
      ) : null}
      {mails.data === undefined || mails.data.length === 0 ? null : (
        <Grid>
          <Grid.Col span={{ base: 12, sm: 4 }}>
            <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: "none" }} aria-label={t("list")}>
              {mails.data.map((item) => (
                <Paper
                  component="li"
                  key={item.id}
                  withBorder
                  p="xs"
                  {...(item === mail ? { bg: "var(--mantine-primary-color-light)" } : {})}
                >
                  <LinkAnchor
                    to={paths.mailbox}
                    search={{ box, mail: item.id, ...(to === undefined ? {} : { to }) }}
                    aria-current={item === mail ? "true" : undefined}
                    fw={600}
                    c="var(--mantine-color-text)"
                  >
                    {item.subject}
                  </LinkAnchor>
                  <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                    {item.to.join(", ")} · {format.dateTime(item.at)}
                  </Text>
                </Paper>
              ))}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 8 }}>{mail === undefined ? null : <MailView mail={mail} />}</Grid.Col>
        </Grid>
      )}
    </Stack>
  );
}
