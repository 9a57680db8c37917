import { measureUnits } from "@meridian/core/kernel/measure-units";
import { Checkbox, Group, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { plainDecimal } from "../../lib/decimal.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { unitSymbol, type Product, type Variant } from "./catalog-types.ts";

interface Props {
  product: Product;
  variant: Variant;
  name: string;
  onClose: () => void;
}

/** Thousandths of a unit from what was typed; undefined for anything finer, zero or no number. */
function milliOf(text: string, language: string): number | undefined {
  const [whole = "", fraction = ""] = plainDecimal(text, language)?.split(".") ?? [];
  if (whole === "" || whole.startsWith("-") || fraction.length > 3) return undefined;
  const milli = Number(`${whole}${fraction.padEnd(3, "0")}`);
  return milli > 0 && milli <= 1_000_000_000_000 ? milli : undefined;
}

/** What a variant contains, from which shops show the price per litre, kilogram or piece. */
export function MeasureDialog({ product, variant, name, onClose }: Props): ReactNode {
  const { t } = useTranslation(["catalog", "common"]);
  const { trpc } = useShop();
  const { language } = useFormat();
  const tell = useTell();
  const queryClient = useQueryClient();
  const { measure } = variant;
  const [amount, setAmount] = useState(
    measure === null
      ? ""
      : new Intl.NumberFormat(language, { maximumFractionDigits: 3, useGrouping: false }).format(
          measure.amountMilli / 1000,
        ),
  );
  const [unit, setUnit] = useState<(typeof measureUnits)[number]>(measure?.unit ?? "g");
  const [perHundred, setPerHundred] = useState(measure?.perHundred ?? false);
  const [wrong, setWrong] = useState(false);
  const save = useMutation(
    trpc.catalog.updateVariant.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        onClose();
        await queryClient.invalidateQueries(trpc.catalog.getProduct.pathFilter());
      },
    }),
  );
  function submit(): void {
    const none = amount.trim() === "";
    const amountMilli = milliOf(amount, language);
    setWrong(!none && amountMilli === undefined);
    if (!none && amountMilli === undefined) return;
    const next = amountMilli === undefined ? null : { amountMilli, unit, perHundred };
    save.mutate({ productId: product.id, id: variant.id, version: product.version, measure: next });
  }
  return (
    <FormDialog title={t("measure.title", { name })} sending={save.isPending} onSubmit={submit} onClose={onClose}>
      <Group align="flex-start" grow>
        <TextInput
          label={t("measure.amount")}
          description={t("measure.hint")}
          inputMode="decimal"
          value={amount}
          onChange={({ currentTarget }) => setAmount(currentTarget.value)}
          error={wrong ? t("measure.wrong") : undefined}
          data-autofocus
        />
        <Select
          label={t("measure.unit")}
          description={t("measure.unitHint")}
          data={measureUnits.map((value) => ({ value, label: unitSymbol(value, t("measure.piece")) }))}
          value={unit}
          onChange={(value) => setUnit(measureUnits.find((one) => one === value) ?? unit)}
          allowDeselect={false}
        />
      </Group>
      <Checkbox
        label={t("measure.perHundred")}
        checked={perHundred}
        onChange={({ currentTarget }) => setPerHundred(currentTarget.checked)}
      />
      <FormProblem error={save.error} fields={[]} />
    </FormDialog>
  );
}
