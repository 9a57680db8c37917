import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { personal } from "../../platform/columns.ts";
import { tenantTables } from "../../tenant-schema.ts";
import { erasure, unhandled, withoutAddress, withoutPerson } from "./person.ts";

describe("the plan for forgetting somebody", () => {
  test("has a line for every personal column that is declared", () => {
    expect(unhandled(tenantTables)).toEqual([]);
  });

  test("names no table or column that is not there", () => {
    for (const [table, rule] of Object.entries(erasure)) {
      expect(Object.keys(tenantTables), table).toContain(table);
      if (rule === "delete") continue;
      for (const column of Object.keys(rule)) expect(Object.keys(tenantTables[table] ?? {}), table).toContain(column);
    }
  });

  test("notices a new personal column, and a table whose rows nobody could find", () => {
    const orders = { ...tenantTables["orders"], nickname: personal("customer", "invoice") };
    expect(unhandled({ ...tenantTables, orders })).toEqual(["orders.nickname"]);
    const diaries = { id: "none", secret: personal("customer", "account") } as const;
    expect(unhandled({ ...tenantTables, diaries })).toEqual(["diaries.secret"]);
    expect(unhandled({ ...tenantTables, diaries: { id: "none", secret: personal("staff", "account") } })).toEqual([]);
  });
});

test("a quote without its person keeps its figures and nothing that was written into the address", () => {
  const word = fc.stringMatching(/^[A-Za-z]{12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 6, maxLength: 6 }), fc.integer(), (words, amount) => {
      const [name, line1, city, postalCode, phone, user] = words;
      const address = { name, line1, line2: name, company: name, city, postalCode, phone, region: "BY", country: "DE" };
      const quote = { cartId: "crt_1", email: `${user}@example.com`, address, totals: { amount }, lines: [amount] };
      const left = withoutPerson(quote);
      const text = JSON.stringify(left);
      for (const written of words) expect(text).not.toContain(written);
      expect(left).toMatchObject({ totals: { amount }, lines: [amount], address: { country: "DE", region: "BY" } });
      expect(withoutPerson(left)).toEqual(left);
      expect(withoutAddress(withoutAddress(address))).toEqual(withoutAddress(address));
    }),
  );
});
