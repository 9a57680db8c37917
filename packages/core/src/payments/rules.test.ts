import { describe, expect, test } from "vitest";
import { type AccountRow, handledEvents, moneyMoved, shownAccount, subjectOf } from "./rules.ts";

const row = (state: AccountRow["state"], more: Partial<AccountRow> = {}): AccountRow => ({
  state,
  accountRef: "acct_1",
  livemode: false,
  keyLast4: "abcd",
  hasWebhook: true,
  errorCode: null,
  connectedAt: null,
  ...more,
});

describe("the account that staff see", () => {
  test("none yet", () => {
    expect(shownAccount([], "sk_test_x")).toMatchObject({
      state: "none",
      keyLast4: null,
      suggestedDevelopmentKey: "sk_test_x",
    });
  });

  test("the connected one, with the error of a later try", () => {
    const failed = row("failed", { keyLast4: "zzzz", errorCode: "api_key_expired" });
    expect(shownAccount([failed, row("connected"), row("replaced")], null)).toMatchObject({
      state: "connected",
      keyLast4: "abcd",
      errorCode: "api_key_expired",
    });
    expect(shownAccount([row("connected"), failed], null).errorCode).toBeNull();
  });

  test("the try under way or failed, while there is no other", () => {
    expect(shownAccount([row("pending")], null).state).toBe("pending");
    expect(shownAccount([row("failed", { errorCode: "x" })], null)).toMatchObject({ state: "failed", errorCode: "x" });
  });
});

test("events are about payments, refunds, or nothing of ours", () => {
  expect(handledEvents.map(subjectOf)).not.toContain("nothing");
  expect([subjectOf("checkout.session.expired"), subjectOf("refund.failed"), subjectOf("customer.created")]).toEqual([
    "payment",
    "refund",
    "nothing",
  ]);
});

test("a refund's answer moves its money once", () => {
  expect(moneyMoved("pending", "succeeded", 5)).toEqual({ refunding: -5, refunded: 5 });
  expect(moneyMoved("pending", "failed", 5)).toEqual({ refunding: -5, refunded: 0 });
  expect(moneyMoved("succeeded", "failed", 5)).toEqual({ refunding: 0, refunded: -5 });
  for (const to of ["pending", "succeeded", "failed"] as const) expect(moneyMoved("failed", to, 5)).toBeNull();
  expect(moneyMoved("succeeded", "succeeded", 5)).toBeNull();
});
