import { Autocomplete, Checkbox, Group, Select, TextInput } from "@mantine/core";
import { regionsOf } from "@meridian/core/kernel/country";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AdminInputs } from "../../lib/api.ts";
import { fieldErrors, problemOf } from "../../lib/errors.ts";
import { FormDialog } from "../../lib/FormDialog.tsx";
import { FormProblem } from "../../lib/FormProblem.tsx";
import { useFormat } from "../../lib/format.ts";
import { PercentField } from "../../lib/PercentField.tsx";
import { WholeNumberField } from "../../lib/WholeNumberField.tsx";
import { useShop } from "../../lib/session.ts";
import { useTell } from "../../lib/tell.ts";
import { commonClasses } from "./tax-class.ts";
import type { RateEdit } from "./tax-rate.ts";

type Input = AdminInputs["tax"]["setRate"];

const fields = [
  ...(["name", "taxClass", "ratePpm", "reason", "region", "priority"] as const),
  ...(["postalFrom", "postalUntil", "validFrom", "validUntil"] as const),
] as const;
const scopes = ["any", "within_region", "across_regions"] as const;
const postal = (text: string): string | null => day(text.toUpperCase().replace(/[^A-Z0-9]/g, ""));
const taxed = ["standard", "reduced"] as const;
const untaxed = ["zero", "exempt", "reverse_charge", "export", "not_registered", "out_of_scope"] as const;
const day = (text: string): string | null => (text === "" ? null : text);

type Draft = { [Field in keyof Input]-?: Exclude<Input[Field], undefined> };

function startOf({ country, rate }: RateEdit): Draft {
  if (rate !== null) return { ...rate, country };
  return {
    id: null,
    version: null,
    country,
    region: null,
    taxClass: "standard",
    name: "",
    ratePpm: 0,
    reason: "standard",
    compound: false,
    priority: 1,
    appliesToShipping: true,
    postalFrom: null,
    postalUntil: null,
    scope: "any",
    regional: false,
    validFrom: null,
    validUntil: null,
  };
}

export function RateDialog({ edit, onClose }: { edit: RateEdit; onClose: () => void }): ReactNode {
  const { t } = useTranslation(["tax", "common"]);
  const { trpc } = useShop();
  const format = useFormat();
  const queryClient = useQueryClient();
  const tell = useTell();
  const [rate, setRate] = useState(() => startOf(edit));
  const set = (change: Partial<Draft>): void => setRate((now) => ({ ...now, ...change }));
  const save = useMutation(
    trpc.tax.setRate.mutationOptions({
      onSuccess: async () => {
        tell.done(t("common:saved"));
        onClose();
        await queryClient.invalidateQueries(trpc.tax.pathFilter());
        await queryClient.invalidateQueries(trpc.checkout.readiness.pathFilter());
      },
    }),
  );
  const errors = save.error === null ? {} : fieldErrors(problemOf(save.error), fields);
  const regions = regionsOf(edit.country);
  const reasons = rate.ratePpm > 0 ? taxed : untaxed;
  return (
    <FormDialog
      title={t(edit.rate === null ? "addTitle" : "editTitle", { country: format.country(edit.country) })}
      sending={save.isPending}
      onSubmit={() => {
        const reason = reasons.find((known) => known === rate.reason) ?? reasons[0];
        save.mutate({ ...rate, reason });
      }}
      onClose={onClose}
    >
      <TextInput
        label={t("fields.name")}
        description={t("hints.name")}
        required
        maxLength={60}
        data-autofocus
        value={rate.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={errors["name"]}
      />
      <Group grow align="flex-start">
        <PercentField
          label={t("fields.rate")}
          required
          ppm={rate.ratePpm}
          onChange={(ratePpm) => set({ ratePpm })}
          error={errors["ratePpm"]}
        />
        <Autocomplete
          label={t("fields.taxClass")}
          description={t("hints.taxClass")}
          data={[...commonClasses]}
          required
          pattern="[a-z][a-z0-9_]{0,39}"
          value={rate.taxClass}
          onChange={(taxClass) => set({ taxClass })}
          error={errors["taxClass"]}
        />
      </Group>
      <Select
        label={t("fields.reason")}
        description={t("hints.reason")}
        data={reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        value={reasons.find((known) => known === rate.reason) ?? reasons[0]}
        onChange={(value) => set({ reason: reasons.find((known) => known === value) ?? reasons[0] })}
        error={errors["reason"]}
        allowDeselect={false}
      />
      {regions === undefined ? null : (
        <Select
          label={t("fields.region")}
          data={[...regions]}
          value={rate.region}
          onChange={(region) => set({ region })}
          placeholder={t("wholeCountry")}
          error={errors["region"]}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("wholeCountry") }}
        />
      )}
      <Group grow align="flex-start">
        <TextInput
          label={t("fields.postalFrom")}
          description={t("hints.postal")}
          placeholder={t("wholeCountry")}
          maxLength={10}
          value={rate.postalFrom ?? ""}
          onChange={({ currentTarget }) => set({ postalFrom: postal(currentTarget.value) })}
          error={errors["postalFrom"]}
        />
        <TextInput
          label={t("fields.postalUntil")}
          description={t("hints.postal")}
          placeholder={t("wholeCountry")}
          maxLength={10}
          value={rate.postalUntil ?? ""}
          onChange={({ currentTarget }) => set({ postalUntil: postal(currentTarget.value) })}
          error={errors["postalUntil"]}
        />
      </Group>
      <Select
        label={t("fields.scope")}
        data={scopes.map((value) => ({ value, label: t(`scopes.${value}`) }))}
        value={rate.scope}
        onChange={(value) => set({ scope: scopes.find((known) => known === value) ?? "any" })}
        allowDeselect={false}
      />
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={t("fields.validFrom")}
          value={rate.validFrom ?? ""}
          onChange={({ currentTarget }) => set({ validFrom: day(currentTarget.value) })}
          error={errors["validFrom"]}
        />
        <TextInput
          type="date"
          label={t("fields.validUntil")}
          value={rate.validUntil ?? ""}
          onChange={({ currentTarget }) => set({ validUntil: day(currentTarget.value) })}
          error={errors["validUntil"]}
        />
      </Group>
      <Checkbox
        label={t("fields.appliesToShipping")}
        checked={rate.appliesToShipping}
        onChange={({ currentTarget }) => set({ appliesToShipping: currentTarget.checked })}
      />
      <Checkbox
        label={t("fields.regional")}
        description={t("hints.regional")}
        checked={rate.regional}
        onChange={({ currentTarget }) => set({ regional: currentTarget.checked })}
      />
      <Checkbox
        label={t("fields.compound")}
        description={t("hints.compound")}
        checked={rate.compound}
        onChange={({ currentTarget }) => set({ compound: currentTarget.checked })}
      />
      <WholeNumberField
        label={t("fields.priority")}
        description={t("hints.priority")}
        min={1}
        max={9}
        required
        value={rate.priority}
        onChange={(priority) => set({ priority: priority ?? 1 })}
        error={errors["priority"]}
      />
      <FormProblem error={save.error} fields={fields} />
    </FormDialog>
  );
}
