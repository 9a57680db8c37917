import { expect } from "vitest";
import type { Answer } from "../support/http.ts";
import { referencesIn, valueAt } from "../support/ids.ts";
import { callTarget, refusalOf, type Target } from "../support/surfaces.ts";
import { mark } from "../support/things.ts";
import { baseOf, type Case, rightful, type Town } from "./case.ts";
import { expectDeclared } from "./examine.ts";
import { leaks, quiet, stateOf } from "./state.ts";
import { neighbours, strangersTo } from "./strangers.ts";

/** An idempotency key is its user's alone: the user gets the same answer again, and nobody else gets it. */
export async function examineReplay(town: Town, target: Target, kase: Case): Promise<void> {
  const { a, b } = town;
  const input = await kase.input(a, town);
  const another = await kase.input(a, town);
  const own = await kase.input(b, town);
  const key = { "idempotency-key": `key-${mark()}` };
  const call = (given: unknown, headers: Record<string, string>): Promise<Answer> =>
    callTarget(baseOf(a, target), target, given, { ...headers, ...key });
  const headers = await rightful(town, a, target, kase);
  const first = await call(input, headers);
  expectDeclared(target, first);
  await quiet([a]);
  const before = await stateOf([a]);
  if (kase.answersAnew !== undefined) return expectDeclared(target, await call(input, headers));
  if (kase.endsSession !== undefined) {
    expect(refusalOf(await call(input, headers))?.code).toBe("auth.customer_session_over");
    return;
  }
  expect((await call(input, headers)).data).toEqual(first.data);
  if (kase.keyless === undefined && JSON.stringify(another) !== JSON.stringify(input)) {
    expect(refusalOf(await call(another, headers))?.code).toBe("idempotency.key_reused");
  }
  for (const stranger of strangersTo(town, target, kase).filter(({ code }) => code === "auth.not_allowed")) {
    expect(refusalOf(await call(input, stranger.headers))?.code, stranger.name).toBe("auth.not_allowed");
  }
  const unchecked = new Set(kase.unchecked);
  const references = referencesIn(input, kase.names ?? []).filter(
    ({ path, value }) => valueAt(own, path) !== value && !unchecked.has(String(path.at(-1))),
  );
  for (const neighbour of references.length === 0 ? [] : neighbours(town, target)) {
    const answer = await call(input, neighbour.headers);
    expect(refusalOf(answer), neighbour.name).toBeDefined();
    expect(leaks(answer.text, input, town.secrets)).toEqual([]);
  }
  expect(await stateOf([a]), "written by repeated calls").toEqual(before);
}
