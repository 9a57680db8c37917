import { Button, Group, Stack, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminOutputs } from "../../lib/api.ts";
import { can } from "../../lib/can.ts";
import { downloadText } from "../../lib/files.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { SeekPager } from "../../lib/SeekPager.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyNote } from "../../ui/EmptyNote.tsx";
import { Section } from "../../ui/Section.tsx";
import type { Promotion } from "./promotion-draft.ts";

type Code = AdminOutputs["promotions"]["listCodes"]["items"][number];

/** The codes of a promotion: one of the merchant's own, many at once, and what became of each. */
export function CodesSection({ promotion }: { promotion: Promotion }): ReactNode {
  const { t } = useTranslation(["promotions", "common"]);
  const shop = useShop();
  const { trpc } = shop;
  const format = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const [after, setAfter] = useState<string>();
  const { id: promotionId } = promotion;
  const codes = useQuery({
    ...trpc.promotions.listCodes.queryOptions({ promotionId, after: after ?? null }),
    placeholderData: keepPreviousData,
  });
  const refresh = async (): Promise<void> => {
    await queryClient.invalidateQueries(trpc.promotions.listCodes.pathFilter());
    await queryClient.invalidateQueries(trpc.promotions.get.pathFilter());
  };
  const toggle = useMutation(
    trpc.promotions.setCodeActive.mutationOptions({ onSuccess: refresh, onError: tell.failed }),
  );
  const writes = can(shop, "markets.write");
  const columns: Column<Code>[] = [
    { key: "code", header: t("codes.code"), main: true, render: ({ code }) => <code>{code}</code> },
    {
      key: "uses",
      header: t("uses"),
      numeric: true,
      render: ({ uses, maxUses }) =>
        maxUses === null ? format.number(uses) : t("of", { used: format.number(uses), most: format.number(maxUses) }),
    },
    ...(writes
      ? [
          {
            key: "actions",
            header: "",
            label: t("actions"),
            render: ({ code, active }: Code) => (
              <Button
                size="xs"
                variant="subtle"
                onClick={() => toggle.mutate({ promotionId, code, active: !active })}
                aria-label={active ? t("codes.disableLabel", { code }) : t("codes.enableLabel", { code })}
              >
                {active ? t("codes.disable") : t("codes.enable")}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section title={t("codes.title")} description={t("codes.hint")}>
      <Stack>
        {writes ? <OneCode promotionId={promotionId} onDone={refresh} /> : null}
        {writes ? <ManyCodes promotionId={promotionId} onDone={refresh} /> : null}
        <DataTable
          caption={t("codes.title")}
          columns={columns}
          rows={codes.data?.items}
          rowKey={({ code }) => code}
          empty={<EmptyNote title={t("codes.empty")} description={t("codes.emptyHint")} />}
        />
        <SeekPager after={after} next={codes.data?.next} onPage={setAfter} />
      </Stack>
    </Section>
  );
}

interface FormProps {
  promotionId: Promotion["id"];
  onDone: () => Promise<void>;
}
const codeFields = ["code"] as const;

function OneCode({ promotionId, onDone }: FormProps): ReactNode {
  const { t } = useTranslation("promotions");
  const { trpc } = useShop();
  const [code, setCode] = useState("");
  const [maxUses, setMaxUses] = useState<number | null>(null);
  const add = useMutation(
    trpc.promotions.addCode.mutationOptions({
      onSuccess: async () => {
        setCode("");
        await onDone();
      },
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ promotionId, code, maxUses });
      }}
    >
      <Group align="flex-end">
        <TextInput
          label={t("codes.own")}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          required
        />
        <WholeNumberField
          label={t("codes.maxUses")}
          min={1}
          max={1_000_000_000}
          value={maxUses}
          onChange={setMaxUses}
        />
        <Button type="submit" loading={add.isPending}>
          {t("codes.add")}
        </Button>
      </Group>
      <FormProblem error={add.error} fields={codeFields} />
    </form>
  );
}

function ManyCodes({ promotionId, onDone }: FormProps): ReactNode {
  const { t } = useTranslation("promotions");
  const { trpc } = useShop();
  const [count, setCount] = useState<number | null>(100);
  const [prefix, setPrefix] = useState("");
  const generate = useMutation(
    trpc.promotions.generateCodes.mutationOptions({
      onSuccess: async ({ codes }) => {
        downloadText("codes.csv", "text/csv", ["code", ...codes, ""].join("\r\n"));
        await onDone();
      },
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        generate.mutate({ promotionId, count: count ?? 1, prefix, maxUses: 1 });
      }}
    >
      <Group align="flex-end">
        <WholeNumberField label={t("codes.number")} min={1} max={5_000} value={count} onChange={setCount} required />
        <TextInput
          label={t("codes.prefix")}
          value={prefix}
          onChange={({ currentTarget }) => setPrefix(currentTarget.value)}
        />
        <Button
          type="submit"
          variant="light"
          loading={generate.isPending}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t("codes.generate")}
        </Button>
      </Group>
      <FormProblem error={generate.error} fields={[]} />
    </form>
  );
}
