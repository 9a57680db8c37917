import { roleHas, roles } from "@meridian/core/platform/roles";
import { expect } from "vitest";
import { asShopper } from "../support/customers.ts";
import { type Answer, bearer } from "../support/http.ts";
import {
  type Reference,
  referencesIn,
  replaced,
  unknownLike,
  valueAt,
  withoutNames,
  withUnknown,
} from "../support/ids.ts";
import { callTarget, refusalOf, type Target } from "../support/surfaces.ts";
import { baseOf, type Case, rightful, type Town } from "./case.ts";
import { expectNothingWritten, leaks, quiet, stateOf } from "./state.ts";
import { neighbours, secretKeyMay, type Stranger, strangersTo } from "./strangers.ts";

/** What was examined, for the closing line. */
export interface Tally {
  readonly procedures: Set<string>;
  readonly identities: Set<string>;
  refusals: number;
  compared: number;
}

/** A success must hold exactly what its procedure declares: parsing drops anything else, and the rest must be equal. */
export function expectDeclared(target: Target, answer: Answer): void {
  expect(answer.status, answer.text.slice(0, 500)).toBe(200);
  const data = target.transport === "trpc" ? answer.data : answer.body;
  expect(target.meta.def.output.parse(data)).toEqual(data);
  expect(answer.text).not.toMatch(/argon2id|"(?:passwordHash|password_hash|sealed|sealed_key|hash_secret)"|"stack"/);
}

/** Refusals of the credential itself: the input was not looked at. */
const noCredential: ReadonlySet<string> = new Set([
  "auth.required",
  "auth.invalid_credential",
  "request.not_same_site",
  "region.wrong",
]);

/** A few at a time: nobody's refusal changes anything for the others. */
async function inGroups<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += 6) await Promise.all(all.slice(i, i + 6).map(work));
}

class Examination {
  readonly town: Town;
  readonly target: Target;
  readonly kase: Case;
  readonly tally: Tally;
  readonly base: string;

  constructor(town: Town, target: Target, kase: Case, tally: Tally) {
    this.town = town;
    this.target = target;
    this.kase = kase;
    this.tally = tally;
    this.base = baseOf(town.a, target);
  }

  call(input: unknown, headers: Record<string, string>): Promise<Answer> {
    return callTarget(this.base, this.target, input, headers);
  }

  /** The references of an input that are this world's own; those that all worlds share name nothing. */
  references(input: unknown, other?: unknown): Reference[] {
    return referencesIn(input, this.kase.names ?? []).filter(({ path, value }) => valueAt(other, path) !== value);
  }

  expectNoLeak(answer: Answer, sent: unknown): void {
    expect(leaks(answer.text, sent, this.town.secrets), "told of another shop").toEqual([]);
  }

  /** Both answers must be the same once the names that were sent are taken out of them. */
  expectSame(real: Answer, sent: readonly string[], unknown: Answer, fresh: readonly string[], who: string): void {
    this.tally.compared++;
    expect(real.status, who).toBe(unknown.status);
    expect(withoutNames(real.text, sent), who).toBe(withoutNames(unknown.text, fresh));
  }

  async strangers(subject: unknown): Promise<void> {
    const references = this.references(subject);
    const unknown = withUnknown(subject, references);
    const one = async ({ name, headers, code, insider }: Stranger): Promise<void> => {
      this.tally.identities.add(`${this.target.surface}: ${name}`);
      const answer = await this.call(subject, headers);
      const refusal = refusalOf(answer);
      expect(refusal?.code, `${name}: ${answer.text.slice(0, 300)}`).toBe(code);
      expect(refusal?.message).not.toBe("");
      this.expectNoLeak(answer, subject);
      this.tally.refusals++;
      if (references.length === 0 || insider || noCredential.has(code)) return;
      const sent = references.map(({ value }) => value);
      this.expectSame(answer, sent, await this.call(unknown.input, headers), unknown.fresh, name);
    };
    await inGroups(strangersTo(this.town, this.target, this.kase), one);
  }

  /** People of another shop name the first one's things: all of them, and one at a time among their own. */
  async neighbours(subject: unknown, own: unknown): Promise<void> {
    const references = this.references(subject, own);
    const sent = references.map(({ value }) => value);
    const tries: { input: unknown; sent: string[]; unknown: unknown; fresh: string[] }[] = [];
    if (references.length > 0) {
      const unknown = withUnknown(subject, references);
      tries.push({ input: subject, sent, unknown: unknown.input, fresh: unknown.fresh });
    }
    for (const { path, value } of references) {
      if (this.kase.unchecked?.includes(String(path.at(-1)))) continue;
      const fresh = unknownLike(value);
      tries.push({
        input: replaced(own, path, value),
        sent: [value],
        unknown: replaced(own, path, fresh),
        fresh: [fresh],
      });
    }
    for (const { name, headers } of neighbours(this.town, this.target)) {
      this.tally.identities.add(`${this.target.surface}: ${name}`);
      await inGroups(tries, async (one) => {
        const [real, unknown] = [await this.call(one.input, headers), await this.call(one.unknown, headers)];
        this.expectSame(real, one.sent, unknown, one.fresh, name);
        this.expectNoLeak(real, one.input);
        if (this.target.meta.kind !== "read")
          expect(real.status, `${name}: ${real.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
        if (real.status >= 400) this.tally.refusals++;
      });
    }
  }

  /** A neighbour's own call with nothing of the first shop in it, whether or not it changes the neighbour's shop. */
  async neighboursOwn(own: unknown): Promise<void> {
    const [neighbour] = neighbours(this.town, this.target);
    if (neighbour === undefined) return;
    const headers = await rightful(this.town, this.town.b, this.target, this.kase);
    const answer = await this.call(own, headers);
    expectDeclared(this.target, answer);
    this.expectNoLeak(answer, own);
  }

  /** Something that belongs to another thing of the same shop is as unknown here as what does not exist. */
  async misplaced(subject: unknown, donor: unknown): Promise<void> {
    const headers = await rightful(this.town, this.town.a, this.target, this.kase);
    for (const { path, value } of this.references(donor)) {
      if (!this.kase.within?.includes(String(path.at(-1)))) continue;
      const fresh = unknownLike(value);
      const real = await this.call(replaced(subject, path, value), headers);
      expect(real.status, `misplaced ${path.join(".")}: ${real.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
      this.expectSame(real, [value], await this.call(replaced(subject, path, fresh), headers), [fresh], "misplaced");
      this.tally.refusals++;
    }
  }

  /** Another shopper of the same shop: what is one person's is unknown to every other. */
  async wrongPerson(subject: unknown): Promise<void> {
    const references = referencesIn(subject, [...(this.kase.names ?? []), ...(this.kase.persons ?? [])]);
    if (!("customer" in this.target.meta.def.access) || references.length === 0) return;
    const headers = asShopper(this.town.a, this.town.a.otherShopper);
    const unknown = withUnknown(subject, references);
    const sent = references.map(({ value }) => value);
    const real = await this.call(subject, headers);
    expect(real.status, real.text.slice(0, 300)).toBe(404);
    this.expectSame(real, sent, await this.call(unknown.input, headers), unknown.fresh, "another shopper");
    this.tally.identities.add(`${this.target.surface}: another shopper`);
    this.tally.refusals++;
  }

  /** Everybody else who may call it: roles with the capability, and the secret key. */
  async othersWhoMay(subject: unknown): Promise<Record<string, string>> {
    const { access } = this.target.meta.def;
    const { a } = this.town;
    const owner = await rightful(this.town, a, this.target, this.kase);
    const key = this.target.surface !== "platform-admin" && secretKeyMay(access) ? bearer(a.keys.secret) : owner;
    if (this.target.meta.kind !== "read") return key;
    const members =
      "staff" in access
        ? roles.filter((role) => roleHas(role, access.staff)).map((role) => bearer(a.staff[role].token))
        : [];
    for (const headers of [...members, key]) expectDeclared(this.target, await this.call(subject, headers));
    return owner;
  }
}

/**
 * First the rightful caller succeeds. Then everybody else is refused with an input as good as that one, and nothing
 * is written. At last that very input succeeds, so it was the credential that was refused, and not the input.
 */
export async function examine(town: Town, target: Target, kase: Case, tally: Tally): Promise<void> {
  const it = new Examination(town, target, kase, tally);
  const { a, b } = town;
  tally.procedures.add(`${target.surface} ${target.path}`);
  const headers = await rightful(town, a, target, kase);
  expectDeclared(target, await it.call(await kase.input(a, town), headers));

  const subject = await kase.input(a, town);
  const donor = kase.within === undefined ? undefined : await kase.input(a, town);
  const own = await kase.input(b, town);
  await quiet([a, b]);
  const before = await stateOf([a, b]);
  await it.strangers(subject);
  await it.neighbours(subject, own);
  await it.wrongPerson(subject);
  if (donor !== undefined) await it.misplaced(subject, donor);
  await expectNothingWritten([a, b], before);

  await it.neighboursOwn(own);
  const others = await it.othersWhoMay(subject);
  expectDeclared(target, await it.call(subject, others));
}
