import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { isExchangeRate } from "@meridian/core/kernel/rate";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs } from "../../lib/api.ts";
import { currencyChoices } from "../../lib/choices.ts";
import { plainDecimal } from "../../lib/decimal.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { Section } from "../../ui/Section.tsx";

type Input = AdminInputs["pricing"]["setExchangeRate"];
const fields = ["base", "quote", "rate", "day"] as const;

/** Today where the person is, as `2026-03-09`. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

interface Props {
  base: Input["base"];
  quote: Input["quote"];
}

export function RateForm({ base, quote }: Props): ReactNode {
  const { t } = useTranslation(["pricing", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const form = useForm({
    initialValues: { base, quote, rate: "", day: today() },
    validate: {
      rate: (text) => (isExchangeRate(plainDecimal(text, format.language) ?? "") ? null : t("common:invalidNumber")),
      quote: (code, values) => (code === values.base ? t("rates.sameCurrency") : null),
    },
  });
  const save = useMutation(
    trpc.pricing.setExchangeRate.mutationOptions({
      onSuccess: async () => {
        tell.done(t("rates.saved"));
        form.setFieldValue("rate", "");
        await queryClient.invalidateQueries(trpc.pricing.listExchangeRates.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
      onError: (error) => form.setErrors(fieldErrors(problemOf(error), fields)),
    }),
  );
  return (
    <Section title={t("rates.enter")} description={t("rates.enterHint")}>
      <form
        onSubmit={form.onSubmit((values) =>
          save.mutate({ ...values, rate: plainDecimal(values.rate, format.language), day: values.day } as Input),
        )}
      >
        <Stack>
          <Group align="flex-start" gap="sm">
            <Select
              label={t("rates.base")}
              data={currencyChoices(format)}
              searchable
              allowDeselect={false}
              {...form.getInputProps("base")}
            />
            <TextInput label={t("rates.is")} inputMode="decimal" required {...form.getInputProps("rate")} />
            <Select
              label={t("rates.quote")}
              data={currencyChoices(format)}
              searchable
              allowDeselect={false}
              {...form.getInputProps("quote")}
            />
            <TextInput type="date" label={t("rates.day")} required max={today()} {...form.getInputProps("day")} />
          </Group>
          <FormProblem error={save.error} fields={fields} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t("rates.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
