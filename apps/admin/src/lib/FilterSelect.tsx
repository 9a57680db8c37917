import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Of every field above a list: as wide as the screen on a phone. */
export const filterWidth = { base: "100%", xs: 200 };

interface Props {
  /** What is chosen among: stands in the field until something is. */
  label: string;
  value: string | undefined;
  data: readonly { readonly value: string; readonly label: string }[];
  width?: number;
  onChange: (value: string | null) => void;
}

/** One filter of a list. */
export function FilterSelect({ label, value, data, width = filterWidth.xs, onChange }: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={data}
      value={value ?? null}
      onChange={onChange}
      clearable
      clearButtonProps={{ "aria-label": t("clearFilter", { filter: label }) }}
      w={{ ...filterWidth, xs: width }}
    />
  );
}
