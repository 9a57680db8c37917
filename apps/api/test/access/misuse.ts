import { expect } from "vitest";
import { languages } from "@meridian/core/kernel/languages";
import { errorSentences } from "../../src/platform/words.ts";
import { type Field, fieldsOf } from "../support/fields.ts";
import { type Answer, callJson } from "../support/http.ts";
import { replaced, valueAt } from "../support/ids.ts";
import { refusalOf, type Target, trpcPath } from "../support/surfaces.ts";
import type { Case } from "./case.ts";
import { badValues, jsonOf, oddValues } from "./bad-values.ts";

const sentences: Readonly<Record<string, Record<string, string>>> = Object.fromEntries(
  languages.map((language) => [language, errorSentences(language)]),
);

/** Words of the inside that no caller may read. */
const inside =
  /node_modules|\.ts:\d+|\bat \S+ \(|\bselect\b[^]*\bfrom\b|insert into|\brelation "|syntax error|invalid byte|out of range for type|violates |"stack"/i;
/** A shop's schema. Random text of a key or a cursor, read without regard to case, would look like one now and then. */
const schemaName = /\bt_[0-9a-z]{26}\b/;

/** A refusal as a caller should get it: 4xx, a known code, its sentence in the caller's language, nothing of the inside. */
export function expectRefused(answer: Answer, language: string, what: string): void {
  const told = `${what}: ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, told).toBeGreaterThanOrEqual(400);
  expect(answer.status, told).toBeLessThan(500);
  const refusal = refusalOf(answer);
  const sentence = sentences[language]?.[refusal?.code ?? ""];
  expect(sentence, told).toBeTypeOf("string");
  expect(refusal?.message.startsWith(sentence?.split("{{")[0] ?? "?"), told).toBe(true);
  expectNothingTold(answer, what);
}

export function expectNothingTold(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
  expect(answer.text.replaceAll(/"(?:path|value)":"[^"]*"/g, ""), what).not.toMatch(inside);
  expect(answer.text, what).not.toMatch(schemaName);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

/** The input with a value in a field, and around it the shape in which the field exists. */
function withValue(input: unknown, { path, shape }: Field, value: unknown): unknown {
  const given = shape === undefined ? input : replaced(input, shape.path, shape.value);
  return replaced(given, path, value);
}

/** Whether the procedure looks at the field in this input at all. */
function isRead(target: Target, input: unknown, field: Field): boolean {
  return !target.meta.def.input.safeParse(withValue(input, field, Symbol.iterator)).success;
}

export interface Try {
  readonly what: string;
  readonly json: string;
}

function tries(target: Target, input: unknown, { searched = [] }: Case, values: typeof badValues): Try[] {
  const fields = fieldsOf(target.meta.def.input).filter((field) => isRead(target, input, field));
  return fields.flatMap((field) =>
    values(field, searched, valueAt(input, field.path))
      .filter((value) => JSON.stringify(value) !== JSON.stringify(valueAt(input, field.path)))
      .map((value) => ({
        what: `${field.path.join(".")} = ${jsonOf(value).slice(0, 60)}`,
        json: jsonOf(withValue(input, field, value)),
      })),
  );
}

export const badTries = (target: Target, input: unknown, kase: Case): Try[] => tries(target, input, kase, badValues);
export const oddTries = (target: Target, input: unknown, kase: Case): Try[] => tries(target, input, kase, oddValues);

/** Calls a procedure with an input that is JSON already, in the languages by turns. */
export async function callAll(
  base: string,
  target: Target,
  all: readonly Try[],
  headers: Record<string, string>,
  look: (answer: Answer, language: string, what: string) => void,
): Promise<void> {
  const kind = target.type === "query" ? "read" : "write";
  const one = async ({ what, json }: Try, i: number): Promise<void> => {
    const language = languages[i % languages.length] ?? "en";
    const answer = await callJson(base + trpcPath[target.surface], target.path, kind, json, {
      ...headers,
      "accept-language": language,
    });
    look(answer, language, what);
  };
  for (let i = 0; i < all.length; i += 6) {
    // All are awaited before one fails: a call that still runs would look like a write of the next test.
    const answers = await Promise.allSettled(all.slice(i, i + 6).map(one));
    for (const answer of answers) if (answer.status === "rejected") throw answer.reason;
  }
}
