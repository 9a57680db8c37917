import { Select, Stack, Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Note } from "../../ui/Note.tsx";
import { Section } from "../../ui/Section.tsx";
import { PlaceFields } from "./PlaceFields.tsx";
import { UnionThreshold } from "./UnionThreshold.tsx";
import { notRegisteredChoices, pick, type Policy } from "./policy.ts";

const crossBorders = ["fixed_gross", "fixed_net"] as const;
const shippingTaxes = ["own_class", "proportional"] as const;

interface Props {
  policy: Policy;
  set: <K extends keyof Policy>(field: K, value: Policy[K]) => void;
  locked: boolean;
  error: string | undefined;
}

export function SellerSection({ policy, set, locked, error }: Props): ReactNode {
  const { t } = useTranslation("tax");
  const { taxIds } = policy;
  return (
    <Section title={t("seller.title")} description={t("seller.description")}>
      <Stack maw={640}>
        <PlaceFields
          label={t("seller.country")}
          place={policy.establishment}
          onChange={(place) => set("establishment", place)}
          locked={locked}
          error={error}
          clearable
        />
        {policy.establishment === null ? <Note kind="info">{t("seller.unknown")}</Note> : null}
        <Switch
          label={t("seller.belowThreshold")}
          description={t("seller.belowThresholdHint")}
          checked={policy.belowUnionThreshold}
          onChange={({ currentTarget }) => set("belowUnionThreshold", currentTarget.checked)}
          disabled={locked}
        />
        {policy.belowUnionThreshold ? (
          <UnionThreshold
            rule={policy.unionThreshold}
            onChange={(rule) => set("unionThreshold", rule)}
            locked={locked}
          />
        ) : null}
        <Select
          label={t("seller.whenNotRegistered")}
          description={t("seller.whenNotRegisteredHint")}
          data={notRegisteredChoices.map((value) => ({ value, label: t(`notRegistered.${value}`) }))}
          value={policy.whenNotRegistered}
          onChange={(value) => set("whenNotRegistered", pick(notRegisteredChoices, value) ?? "refuse")}
          allowDeselect={false}
          readOnly={locked}
        />
        <Select
          label={t("seller.crossBorder")}
          data={crossBorders.map((value) => ({ value, label: t(`crossBorder.${value}`) }))}
          value={policy.crossBorder}
          onChange={(value) => set("crossBorder", pick(crossBorders, value) ?? "fixed_gross")}
          allowDeselect={false}
          readOnly={locked}
        />
        <Select
          label={t("seller.shippingTax")}
          data={shippingTaxes.map((value) => ({ value, label: t(`shippingTax.${value}`) }))}
          value={policy.shippingTax}
          onChange={(value) => set("shippingTax", pick(shippingTaxes, value) ?? "own_class")}
          allowDeselect={false}
          readOnly={locked}
        />
        <Switch
          label={t("seller.askRegister")}
          description={t("seller.askRegisterHint")}
          checked={taxIds.register === "vies"}
          onChange={({ currentTarget }) =>
            set("taxIds", { ...taxIds, register: currentTarget.checked ? "vies" : "none" })
          }
          disabled={locked}
        />
        <Switch
          label={t("seller.acceptUnverified")}
          description={t("seller.acceptUnverifiedHint")}
          checked={taxIds.acceptUnverified}
          onChange={({ currentTarget }) => set("taxIds", { ...taxIds, acceptUnverified: currentTarget.checked })}
          disabled={locked}
        />
        <Switch
          label={t("seller.externalEngine")}
          description={t("seller.externalEngineHint")}
          checked={policy.externalEngine}
          onChange={({ currentTarget }) => set("externalEngine", currentTarget.checked)}
          disabled={locked}
        />
      </Stack>
    </Section>
  );
}
