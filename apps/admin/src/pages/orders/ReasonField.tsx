import { Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  readonly label: string;
  /** What is typed goes here when the dialog opens. */
  readonly first?: boolean;
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

/** Why money goes back or goods stay: it stands in the order's history. */
export function ReasonField({ label, first = false, value, onChange }: Props): ReactNode {
  const { t } = useTranslation("orders");
  return (
    <Textarea
      label={label}
      description={t("refund.reasonHint")}
      required
      {...(first ? { "data-autofocus": true } : {})}
      maxLength={300}
      autosize
      minRows={2}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
