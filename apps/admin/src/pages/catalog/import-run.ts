import { skipToken, useQuery } from "@tanstack/react-query";
import type { AdminOutputs } from "../../lib/api.ts";
import { useShop } from "../../lib/session.ts";

export type ImportRun = AdminOutputs["catalog"]["getImport"];
export type ImportIssue = NonNullable<ImportRun["result"]>["errors"][number];

/** How often a running import is looked at, in milliseconds. */
const lookAgain = 1_000;

export function isRunning({ state }: Pick<ImportRun, "state">): boolean {
  return state === "queued" || state === "running";
}

/** One import, followed until it ends. */
export function useImportRun(id: ImportRun["id"] | null) {
  const { trpc } = useShop();
  return useQuery({
    ...trpc.catalog.getImport.queryOptions(id === null ? skipToken : { id }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data !== undefined && isRunning(state.data) ? lookAgain : false),
  });
}

/** Files of translations come last: what they translate must be there first. */
export function inImportOrder<T extends { readonly name: string }>(files: readonly T[]): T[] {
  const late = (file: T): number => (/translat|übersetz/i.test(file.name) ? 1 : 0);
  return files.toSorted((a, b) => late(a) - late(b) || a.name.localeCompare(b.name));
}

/** Columns that kept a file out, and that it can be read without. */
export function unknownColumns(run: ImportRun): string[] {
  const columns = (run.result?.errors ?? []).flatMap(({ code, column }) =>
    code === "unknown_column" && column !== null ? [column] : [],
  );
  return [...new Set(columns)];
}
