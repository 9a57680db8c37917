import { encodeCursor } from "@meridian/core/kernel/page";
import { fieldsOf } from "../support/fields.ts";
import { callTarget, type Target } from "../support/surfaces.ts";
import { baseOf, type Case, rightful, type Village } from "./case.ts";

/** Procedures that answer a page and take the cursor of the next one. */
export function isPaged(target: Target): boolean {
  return fieldsOf(target.meta.def.input).some(({ path }) => path.join(".") === "after");
}

/** A cursor as the procedure itself hands it out, or undefined when everything fits one page. */
async function realCursor(village: Village, target: Target, kase: Case): Promise<string | undefined> {
  const { a } = village;
  const input = { ...((await kase.input(a, village)) as object), first: 1 };
  const answer = await callTarget(baseOf(a, target), target, input, await rightful(village, a, target, kase));
  const page = (target.transport === "trpc" ? answer.data : answer.body) as { next: string | null } | undefined;
  return page?.next ?? undefined;
}

export interface Cursors {
  /** No cursors of this list: refused. */
  readonly bad: readonly string[];
  /** Well made, with keys of our own: they may only lead elsewhere in the caller's own list. */
  readonly odd: readonly string[];
}

/** Cursors that were not handed out by this list. */
export async function cursorsFor(village: Village, target: Target, kase: Case): Promise<Cursors> {
  const real = await realCursor(village, target, kase);
  const bad = [
    "",
    "x",
    "null",
    "'; drop table products; --",
    encodeCursor("another.list", ["x"]),
    encodeCursor("", []),
  ];
  if (real === undefined) return { bad, odd: [] };
  const [text = ""] = real.split(".");
  const [list, ...keys] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as [
    string,
    ...(string | number)[],
  ];
  const flipped = `${real.startsWith("A") ? "B" : "A"}${real.slice(1)}`;
  const made = (value: string | number): string =>
    encodeCursor(
      list,
      keys.map(() => value),
    );
  return {
    bad: [
      ...bad,
      flipped,
      real.slice(0, -1),
      `${real}x`,
      encodeCursor(list, [...keys, "more"]),
      encodeCursor(list, []),
      made(0.5),
    ],
    odd: [
      "'; drop table products; --",
      "\u202E",
      "9999-12-31T23:59:59.999Z",
      "0000-01-01T00:00:00.000Z",
      -1,
      Number.MAX_SAFE_INTEGER,
      "x".repeat(200),
    ].map(made),
  };
}
