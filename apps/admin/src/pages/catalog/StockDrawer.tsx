import { Button, Drawer, SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { useFormat } from "../../lib/format.ts";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import type { StockItem } from "./catalog-types.ts";

type Movement = AdminOutputs["inventory"]["listMovements"]["items"][number];
const kinds = ["adjust", "import", "reserve", "release", "restock", "ship"] as const;
const mostPieces = 1_000_000;

/** One variant's stock: change it with a reason, and see what happened to it. */
export function StockDrawer({ item, onClose }: { item: StockItem | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const shop = useShop();
  return (
    <Drawer
      opened={item !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={item === undefined ? "" : [item.title, item.options].filter((text) => text !== "").join(" – ")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {item === undefined ? null : (
        <Stack key={item.variantId}>
          {can(shop, "catalog.write") && item.tracked ? <AdjustForm item={item} /> : null}
          <History variantId={item.variantId} />
        </Stack>
      )}
    </Drawer>
  );
}

function AdjustForm({ item }: { item: StockItem }): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [kind, setKind] = useState<"set" | "add">("set");
  const [pieces, setPieces] = useState<number | null>(item.onHand);
  const [reason, setReason] = useState("");
  const adjust = useMutation(
    trpc.inventory.adjustStock.mutationOptions({
      onSuccess: async ({ onHand }) => {
        tell.done(t("common:saved"));
        setReason("");
        setPieces(kind === "set" ? onHand : 0);
        await queryClient.invalidateQueries(trpc.inventory.pathFilter());
        await queryClient.invalidateQueries(trpc.catalog.pathFilter());
      },
    }),
  );
  function choose(next: string): void {
    setKind(next === "add" ? "add" : "set");
    setPieces(next === "add" ? 0 : item.onHand);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        adjust.mutate({
          variantId: item.variantId,
          change: kind === "set" ? { kind, onHand: pieces ?? 0 } : { kind, quantity: pieces ?? 0 },
          // What was counted is meant for the stock as it was seen.
          expectedOnHand: kind === "set" ? item.onHand : null,
          reason: reason.trim() === "" ? null : reason.trim(),
        });
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t("stock.change")}
          data={(["set", "add"] as const).map((value) => ({ value, label: t(`stock.changes.${value}`) }))}
          value={kind}
          onChange={choose}
        />
        <WholeNumberField
          label={t(`stock.pieces.${kind}`)}
          value={pieces}
          min={kind === "set" ? 0 : -mostPieces}
          max={mostPieces}
          onChange={setPieces}
          required
        />
        <TextInput
          label={t("stock.reason")}
          placeholder={t("stock.reasonHint")}
          maxLength={200}
          required
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {adjust.isError ? <ProblemNote error={adjust.error} /> : null}
        <Button type="submit" loading={adjust.isPending}>
          {t("common:save")}
        </Button>
      </Stack>
    </form>
  );
}

function History({ variantId }: { variantId: StockItem["variantId"] | undefined }): ReactNode {
  const { t } = useTranslation("catalog");
  const { trpc } = useShop();
  const format = useFormat();
  const [after, setAfter] = useState<string | undefined>();
  const movements = useQuery({
    ...trpc.inventory.listMovements.queryOptions(
      variantId === undefined ? skipToken : { variantId, first: 20, after: after ?? null },
    ),
    placeholderData: keepPreviousData,
  });
  const signed = (pieces: number): string => (pieces > 0 ? `+${format.number(pieces)}` : format.number(pieces));
  const columns: Column<Movement>[] = [
    { key: "at", header: t("stock.at"), main: true, render: ({ at }) => format.dateTime(at) },
    {
      key: "kind",
      header: t("stock.kind"),
      render: ({ kind, note }) => (
        <div>
          {t(`stock.kinds.${kinds.find((known) => known === kind) ?? "adjust"}`)}
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        </div>
      ),
    },
    { key: "onHand", header: t("stock.onHand"), numeric: true, render: ({ onHand }) => signed(onHand) },
    { key: "reserved", header: t("stock.reserved"), numeric: true, render: ({ reserved }) => signed(reserved) },
  ];
  return (
    <section aria-label={t("stock.history")}>
      <Title order={2} mb="xs">
        {t("stock.history")}
      </Title>
      {movements.isError ? (
        <ProblemNote error={movements.error} />
      ) : (
        <DataTable
          caption={t("stock.history")}
          columns={columns}
          rows={movements.data?.items}
          rowKey={({ reference, kind, locationId }) => `${reference} ${kind} ${locationId}`}
          empty={<Text c="dimmed">{t("stock.noHistory")}</Text>}
        />
      )}
      <SeekPager after={after} next={movements.data?.next} onPage={setAfter} />
    </section>
  );
}
