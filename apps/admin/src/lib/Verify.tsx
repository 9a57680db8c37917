import { Button } from "@mantine/core";
import { IconShieldSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Note } from "../ui/Note.tsx";
import { Section } from "../ui/Section.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

interface Props {
  title: string;
  description: string;
  action: string;
  running: boolean;
  error: unknown;
  onVerify: () => void;
  /** The outcome in words, or null before the first check. */
  outcome: { readonly intact: boolean; readonly title: string; readonly body: string } | null;
}

/** Walks a hash chain on demand and says whether anything was changed behind the platform's back. */
export function Verify({ title, description, action, running, error, onVerify, outcome }: Props): ReactNode {
  return (
    <Section
      title={title}
      description={description}
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldSearch size={18} aria-hidden />}
          loading={running}
          onClick={onVerify}
        >
          {action}
        </Button>
      }
    >
      {error === null ? null : <ProblemNote error={error} />}
      {outcome === null ? null : (
        <Note kind={outcome.intact ? "success" : "error"} title={outcome.title}>
          {outcome.body}
        </Note>
      )}
    </Section>
  );
}
