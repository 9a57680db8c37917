import { expect } from "vitest";
import { type Field, fieldsOf } from "../support/fields.ts";
import { referencesIn, replaced, valueAt, withoutNames, withUnknown } from "../support/ids.ts";
import { callTarget, refusalOf, type Target } from "../support/surfaces.ts";
import { baseOf, type Case, rightful, type Town } from "./case.ts";
import { expectNothingWritten, leaks, quiet, stateOf } from "./state.ts";
import { neighbours, strangersTo } from "./strangers.ts";

/** The lists that a procedure takes. */
export function listsOf(target: Target): Field[] {
  return fieldsOf(target.meta.def.input).filter(({ type }) => type === "array");
}

/** What stands in an address between two elements, and the number that tells them apart. */
const apart = 7;

/** As many as anybody could send: in an address there is room for 16 kB, and the HTTP server refuses more itself. */
function howMany({ type, surface }: Target, element: unknown): number {
  // The control plane's bodies are small.
  if (surface === "platform-admin") return 5_000;
  return type === "query" ? Math.floor(13_000 / (encodeURIComponent(JSON.stringify(element)).length + apart)) : 10_000;
}

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

/** The name with its last places counted up: well-formed, and naming nothing. */
const numbered = (name: string, i: number): string =>
  name.slice(0, -3) + [i >> 10, i >> 5, i].map((n) => digits[n & 31]).join("");

/** So many elements like this one, each naming something else that is not there. */
function manyLike(target: Target, element: unknown, names: readonly string[]): unknown[] {
  const references = referencesIn(element, names);
  const { fresh } = withUnknown(element, references);
  return Array.from({ length: howMany(target, element) }, (_, i) => {
    if (references.length === 0) return typeof element === "string" ? `${element}${i}` : element;
    return references.reduce((one, { path }, n) => replaced(one, path, numbered(fresh[n] ?? "", i)), element);
  });
}

function listAt(input: unknown, path: Field["path"]): unknown[] {
  const list = valueAt(input, path);
  if (!Array.isArray(list) || list.length === 0) throw new Error(`the case puts nothing into ${path.join(".")}`);
  return list;
}

/** Whether the input takes this one of several shapes: the lists of the others are not in it. */
function hasShape(input: unknown, { path, value }: NonNullable<Field["shape"]>): boolean {
  const own: unknown = valueAt(input, path);
  return Object.entries(value).every(
    ([name, wanted]) => typeof own === "object" && own !== null && valueAt(own, [name]) === wanted,
  );
}

/** Nothing, everything twice, and more than anybody needs. */
function strange(target: Target, list: readonly unknown[], names: readonly string[]): unknown[][] {
  return [[], [...list, ...list], manyLike(target, list[0], names)];
}

/** Nobody may do more with an empty, repetitive or endless list than with a plain one. */
export async function examineList(town: Town, target: Target, kase: Case, { path, shape }: Field): Promise<void> {
  const { a, b } = town;
  const names = kase.names ?? [];
  const subject = await kase.input(a, town);
  if (shape !== undefined && !hasShape(subject, shape)) return;
  const own = await kase.input(b, town);
  const foreign = listAt(subject, path);
  const mine = listAt(own, path);
  const call = (input: unknown, headers: Record<string, string>) =>
    callTarget(baseOf(a, target), target, input, headers);
  // What the list before this one changed may still be on its way to the region.
  await quiet([a, b]);
  const before = await stateOf([a, b]);

  const refusedAs = kase.refusedAs ?? "auth.not_allowed";
  const stranger = strangersTo(town, target, kase).find(({ code }) => code === refusedAs);
  for (const list of strange(target, foreign, names)) {
    const answer = await call(replaced(subject, path, list), stranger?.headers ?? {});
    expect([refusedAs, "request.invalid"], answer.text.slice(0, 200)).toContain(refusalOf(answer)?.code);
  }
  // The first shop's things among the other's own are refused like what does not exist, wherever they stand.
  const references = referencesIn(foreign, names).filter(
    ({ path: [i, ...rest], value }) => valueAt(mine, [i ?? 0, ...rest]) !== value,
  );
  const unknown = withUnknown(foreign, references);
  const isChecked =
    references.length > 0 && !references.every((one) => kase.unchecked?.includes(String(one.path.at(-1))));
  for (const { headers } of neighbours(town, target)) {
    for (const mix of [
      (list: unknown[]) => [...mine, ...list],
      (list: unknown[]) => [...list, ...mine],
      (list: unknown[]) => [...list, ...list],
    ]) {
      if (!isChecked) continue;
      const real = await call(replaced(own, path, mix(foreign)), headers);
      const other = await call(replaced(own, path, mix(unknown.input as unknown[])), headers);
      expect(
        withoutNames(
          real.text,
          references.map(({ value }) => value),
        ),
      ).toBe(withoutNames(other.text, unknown.fresh));
      expect(leaks(real.text, foreign, town.secrets)).toEqual([]);
      if (target.meta.kind !== "read") expect(real.status, real.text.slice(0, 200)).toBeGreaterThanOrEqual(400);
    }
  }
  await expectNothingWritten([a, b], before);

  for (const world of [b, a]) {
    const headers = await rightful(town, world, target, kase);
    const input = await kase.input(world, town);
    for (const list of strange(target, listAt(input, path), names)) {
      const answer = await call(replaced(input, path, list), headers);
      expect(answer.status, answer.text.slice(0, 200)).toBeLessThan(500);
      expect(answer.text).not.toContain(world === a ? b.canary : a.canary);
    }
  }
}
