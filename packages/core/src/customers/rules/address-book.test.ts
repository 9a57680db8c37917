import fc from "fast-check";
import { expect, test } from "vitest";
import type { SavedAddress } from "../schemas.ts";
import { withAddress, withChange, withoutAddress } from "./address-book.ts";

const entry = (n: number, isDefault: boolean): SavedAddress => ({
  id: `adr_${String(n).padStart(26, "0")}`,
  isDefault,
  address: {
    name: `Person ${n}`,
    company: null,
    line1: "Weg 1",
    line2: null,
    postalCode: null,
    city: "Ort",
    region: null,
    country: "AE",
    phone: null,
  },
});

const step = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), isDefault: fc.boolean() }),
  fc.record({ kind: fc.constant("prefer" as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant("remove" as const), at: fc.nat(9) }),
);

test("whatever is done to a book, it has one default as long as it has any address, and loses no other entry", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let book: SavedAddress[] = [];
      for (const [n, one] of steps.entries()) {
        const before = book.length;
        if (one.kind === "add") {
          book = withAddress(book, entry(n, one.isDefault));
          expect(book).toHaveLength(before + 1);
        } else {
          const id = book[one.at]?.id ?? entry(999, false).id;
          const next = one.kind === "prefer" ? withChange(book, id, { isDefault: true }) : withoutAddress(book, id);
          expect(next === undefined).toBe(one.at >= before);
          book = next ?? book;
          if (next !== undefined) expect(book).toHaveLength(before - (one.kind === "remove" ? 1 : 0));
          if (next !== undefined && one.kind === "prefer") expect(book[one.at]?.isDefault).toBe(true);
        }
        expect(book.filter(({ isDefault }) => isDefault)).toHaveLength(book.length === 0 ? 0 : 1);
      }
    }),
  );
});
