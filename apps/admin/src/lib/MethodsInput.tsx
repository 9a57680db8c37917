import { Pill, TagsInput, type TagsInputProps, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { knownMethods, useMethodName } from "./payment-methods.ts";

type Props = Pick<TagsInputProps, "label" | "description" | "error" | "readOnly"> & {
  value: readonly string[] | null;
  /** None is null: then all that the provider's account has are offered. */
  onChange: (methods: string[] | null) => void;
};

/** Ways of paying, shown by name; what is stored, and may be typed, is the provider's code. */
export function MethodsInput({ value, onChange, ...rest }: Props): ReactNode {
  const name = useMethodName();
  return (
    <TagsInput
      {...rest}
      data={[...knownMethods]}
      value={[...(value ?? [])]}
      onChange={(codes) => onChange(codes.length === 0 ? null : codes.map((code) => code.toLowerCase()))}
      renderOption={({ option: { value: code } }) => (
        <Text size="sm">
          {name(String(code))}{" "}
          <Text span size="xs" c="dimmed">
            <bdi>{code}</bdi>
          </Text>
        </Text>
      )}
      renderPill={({ value: code = "", onRemove, disabled }) => (
        <Pill withRemoveButton={rest.readOnly !== true && disabled !== true} onRemove={() => onRemove?.()} title={code}>
          {name(code)}
        </Pill>
      )}
      clearable
    />
  );
}
