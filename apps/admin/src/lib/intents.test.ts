import { expect, test } from "vitest";
import { trackIntents } from "./intents.ts";

function counting(): () => string {
  let count = 0;
  return () => `key-${(count += 1)}`;
}

test("a repeated call without an answer keeps its key", () => {
  const intents = trackIntents(counting());
  const first = intents.keyOf("orders.refund", { amount: 1 });
  expect(intents.keyOf("orders.refund", { amount: 1 })).toBe(first);
});

test("after an answer the same input is a new intent", () => {
  const intents = trackIntents(counting());
  const first = intents.keyOf("orders.refund", { amount: 1 });
  intents.answered("orders.refund", { amount: 1 });
  expect(intents.keyOf("orders.refund", { amount: 1 })).not.toBe(first);
});

test("another input or another call has its own key", () => {
  const intents = trackIntents(counting());
  const first = intents.keyOf("orders.refund", { amount: 1 });
  expect(intents.keyOf("orders.refund", { amount: 2 })).not.toBe(first);
  expect(intents.keyOf("catalog.publish", { amount: 1 })).not.toBe(first);
});

test("keys of our own making differ and fit a header", () => {
  const one = trackIntents().keyOf("a", {});
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(trackIntents().keyOf("a", {})).not.toBe(one);
});
