import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../../lib/ProblemNote.tsx";
import { useShop } from "../../lib/session.ts";
import type { Order } from "./types.ts";

/** A note for the team, on the order's history. */
export function NoteForm({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation("orders");
  const { trpc } = useShop();
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const add = useMutation(
    trpc.orders.addNote.mutationOptions({
      onSuccess: (answer) => {
        setText("");
        queryClient.setQueryData(trpc.orders.get.queryKey({ id: order.id }), answer);
      },
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ orderId: order.id, text });
      }}
    >
      <Stack gap="xs" mb="md">
        <Textarea
          label={t("notes.label")}
          description={t("notes.hint")}
          maxLength={2000}
          autosize
          minRows={2}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {add.isError ? <ProblemNote error={add.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="default" disabled={text.trim() === ""} loading={add.isPending}>
            {t("notes.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
