import { MultiSelect } from "@mantine/core";
import type { ReactNode } from "react";

interface Props<Id extends string> {
  label: string;
  description: string;
  ids: readonly Id[];
  /** What is known by name: the chosen, and what was found. */
  names: ReadonlyMap<Id, string>;
  text: string;
  onText: (text: string) => void;
  onChange: (ids: Id[]) => void;
  error: string | undefined;
  locked: boolean;
}

/** Some of very many, each found by typing. */
export function FoundSelect<Id extends string>(props: Props<Id>): ReactNode {
  const { label, description, ids, names, text, onText, onChange, error, locked } = props;
  const options = [...new Set([...ids, ...names.keys()])];
  return (
    <MultiSelect
      label={label}
      description={description}
      data={options.map((id) => ({ value: id, label: names.get(id) ?? id }))}
      value={[...ids]}
      onChange={(chosen) => onChange(options.filter((id) => chosen.includes(id)))}
      searchable
      searchValue={text}
      onSearchChange={onText}
      error={error}
      readOnly={locked}
    />
  );
}
