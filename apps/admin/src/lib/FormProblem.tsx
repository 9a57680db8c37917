import type { ReactNode } from "react";
import { fieldErrors, problemOf } from "./errors.ts";
import { ProblemNote } from "./ProblemNote.tsx";

interface Props {
  error: unknown;
  /** Fields that show their own message. */
  fields: readonly string[];
}

/** What the server refused about a form, unless a field says it already. */
export function FormProblem({ error, fields }: Props): ReactNode {
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  if (problem.fields.length > 0 && Object.keys(fieldErrors(problem, fields)).length > 0) return null;
  return <ProblemNote error={error} />;
}
