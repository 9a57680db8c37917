import type { CaseFile } from "../case-file.ts";

/** The file's content as its kind promises it; what it does not keep shows as a failure. */
export const contentOf = <Content>(file: CaseFile): Content => file.json as Content;

/** The `cases` of a file. */
export const casesOf = <Case>(file: CaseFile): readonly Case[] => contentOf<{ cases: readonly Case[] }>(file).cases;
