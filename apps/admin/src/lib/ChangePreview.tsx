import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Note } from "../ui/Note.tsx";
import type { AdminInputs } from "./api.ts";
import { useFormat } from "./format.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { useShop } from "./session.ts";

type Change = AdminInputs["pricing"]["previewChange"];

/** What a change that is not saved yet would do to the prices that shoppers see. Null while nothing is changed. */
export function ChangePreview({ change }: { change: Change | null }): ReactNode {
  const { t } = useTranslation("pricing");
  const { trpc } = useShop();
  const format = useFormat();
  const [asked, setAsked] = useState<string | null>(null);
  const now = JSON.stringify(change);
  const preview = useQuery({
    ...trpc.pricing.previewChange.queryOptions(change ?? { kind: "exclusions", exclusions: [] }),
    enabled: change !== null && asked === now,
    retry: false,
  });
  if (change === null) return null;
  const found = asked === now ? preview.data : undefined;
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" loading={preview.isFetching} onClick={() => setAsked(now)}>
          {t("preview.ask")}
        </Button>
      </Group>
      {asked === now && preview.isError ? <ProblemNote error={preview.error} /> : null}
      {found === undefined ? null : (
        <Note
          kind={found.vanishing > 0 ? "warning" : "info"}
          title={t("preview.found", {
            markets: format.number(found.markets),
            prices: format.number(found.prices),
          })}
        >
          {found.vanishing > 0 ? <Text size="sm">{t("preview.vanishing", { count: found.vanishing })}</Text> : null}
          {found.partial ? <Text size="sm">{t("preview.partial")}</Text> : null}
          <List size="sm">
            {found.samples.slice(0, 5).map(({ variantId, marketId, before, after }) => (
              <List.Item key={`${variantId} ${marketId}`}>
                {before === null ? "–" : format.money(before)} → {after === null ? "–" : format.money(after)}
              </List.Item>
            ))}
          </List>
        </Note>
      )}
    </Stack>
  );
}
