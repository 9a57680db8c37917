import fc from "fast-check";
import { expect, test } from "vitest";
import { mayGrant, roles } from "../../platform/roles.ts";
import { Role } from "../schemas.ts";
import { decideChange } from "./membership.ts";

const role = fc.constantFrom(...Role.options);
const next = fc.option(role);
const rank = (of: Role): number => Role.options.indexOf(of);

test("the wire and the platform know the same roles in the same order", () => {
  expect(Role.options).toEqual([...roles]);
});

test("nobody gives or takes a role above the own one", () => {
  fc.assert(
    fc.property(role, role, next, fc.integer({ min: 2, max: 9 }), (own, held, given, owners) => {
      const change = {
        actor: { userId: "a", role: own },
        target: { userId: "b", role: held },
        next: given,
        owners,
        mayGrant,
      };
      if (!decideChange(change).ok) return;
      expect(rank(own)).toBeLessThanOrEqual(rank(held));
      expect(rank(own)).toBeLessThanOrEqual(rank(given ?? held));
      expect(["owner", "admin"]).toContain(own);
    }),
  );
});

test("whatever is tried, an owner stays", () => {
  const member = fc.record({ userId: fc.constantFrom("a", "b", "c", "d"), role });
  const members = fc.uniqueArray(member, { selector: ({ userId }) => userId, minLength: 1 });
  const tries = fc.array(fc.record({ actor: fc.nat(3), target: fc.nat(3), next }), { maxLength: 30 });
  fc.assert(
    fc.property(members, tries, (start, changes) => {
      const [first, ...rest] = start;
      let shop = first === undefined ? [] : [{ ...first, role: "owner" as Role }, ...rest];
      for (const { actor, target, next: given } of changes) {
        const [by, of] = [shop[actor], shop[target]];
        if (by === undefined || of === undefined) continue;
        const owners = shop.filter((one) => one.role === "owner").length;
        if (!decideChange({ actor: by, target: of, next: given, owners, mayGrant }).ok) continue;
        shop =
          given === null
            ? shop.filter((one) => one !== of)
            : shop.map((one) => (one === of ? { ...one, role: given } : one));
      }
      expect(shop.some((one) => one.role === "owner")).toBe(true);
    }),
  );
});

test("anybody may leave but the last owner", () => {
  for (const own of Role.options) {
    const self = { userId: "a", role: own };
    expect(decideChange({ actor: self, target: self, next: null, owners: 2, mayGrant })).toEqual({ ok: true });
  }
  const owner = { userId: "a", role: "owner" as const };
  expect(decideChange({ actor: owner, target: owner, next: null, owners: 1, mayGrant })).toEqual({
    ok: false,
    reason: "last_owner",
  });
  expect(decideChange({ actor: owner, target: owner, next: "admin", owners: 1, mayGrant })).toEqual({
    ok: false,
    reason: "last_owner",
  });
});
