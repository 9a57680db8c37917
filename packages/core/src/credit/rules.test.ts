import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyCredit, type CreditOffer, creditFaultOf, splitRefund } from "./rules.ts";

const at = new Date("2026-11-22T12:00:00Z");
const offer = (balance: number, more: Partial<CreditOffer> = {}): CreditOffer => ({
  accountId: `crd_${balance}`,
  kind: "gift_card",
  last4: "ABCD",
  currency: "EUR",
  balance,
  active: true,
  expiresAt: null,
  ...more,
});
const applied = (total: number, ...offers: CreditOffer[]) => {
  const { credits, due } = applyCredit(total, "EUR", offers, at);
  return [...credits.map((credit) => credit.applied.amount), due];
};

describe("credit in a cart", () => {
  test("pays what is due, in the order of the cards, store credit first", () => {
    expect(applied(1_000, offer(300), offer(500))).toEqual([300, 500, 200]);
    expect(applied(600, offer(300), offer(500))).toEqual([300, 300, 0]);
    expect(applied(600, offer(300), offer(500, { kind: "store_credit", last4: null }))).toEqual([500, 100, 0]);
  });

  test("pays nothing when it cannot, and says why", () => {
    const faulty: [string, CreditOffer][] = [
      ["currency", offer(5, { currency: "USD" })],
      ["disabled", offer(5, { active: false })],
      ["expired", offer(5, { expiresAt: at })],
      ["empty", offer(0)],
    ];
    for (const [fault, one] of faulty) {
      expect(creditFaultOf(one, "EUR", at)).toBe(fault);
      expect(applied(100, one)).toEqual([0, 100]);
    }
  });
});

const paid = fc.record({
  money: fc.nat({ max: 100_000 }),
  credits: fc.array(fc.nat({ max: 50_000 }), { maxLength: 4 }),
});

test("any sequence of refunds gives back to each what it paid, money first", () => {
  fc.assert(
    fc.property(paid, fc.array(fc.nat({ max: 30_000 }), { maxLength: 20 }), ({ money, credits }, wishes) => {
      const accounts = credits.map((amount, i) => ({ accountId: `crd_${i}`, paid: amount, returned: 0 }));
      let moneyLeft = money;
      let left = money + credits.reduce((sum, one) => sum + one, 0);
      for (const wish of [...wishes, Number.MAX_SAFE_INTEGER]) {
        const amount = Math.min(wish, left);
        const split = splitRefund(amount, moneyLeft, accounts);
        if (split.credits.length > 0) expect(split.money).toBe(moneyLeft);
        expect(split.money + split.credits.reduce((sum, one) => sum + one.amount, 0)).toBe(amount);
        moneyLeft -= split.money;
        left -= amount;
        for (const back of split.credits) {
          const account = accounts.find(({ accountId }) => accountId === back.accountId);
          if (account !== undefined) account.returned += back.amount;
        }
        expect(moneyLeft).toBeGreaterThanOrEqual(0);
      }
      expect(moneyLeft).toBe(0);
      for (const account of accounts) expect(account.returned).toBe(account.paid);
    }),
    { numRuns: 2_000 },
  );
});
