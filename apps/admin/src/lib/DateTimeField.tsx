import { TextInput, type TextInputProps } from "@mantine/core";
import type { ReactNode } from "react";

interface Props extends Omit<TextInputProps, "value" | "onChange" | "type"> {
  /** A moment, ISO 8601 in UTC; null is an empty field. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A moment in the reader's own time zone, as the browser lets it be typed. */
export function DateTimeField({ value, onChange, ...rest }: Props): ReactNode {
  return (
    <TextInput
      {...rest}
      type="datetime-local"
      value={value === null ? "" : localText(value)}
      onChange={({ currentTarget }) => {
        const moment = new Date(currentTarget.value);
        onChange(Number.isNaN(moment.getTime()) ? null : moment.toISOString());
      }}
    />
  );
}

/** As an input of this type wants it: `2026-03-09T14:30`, local. */
function localText(instant: string): string {
  const moment = new Date(instant);
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
