import { expect, test } from "vitest";
import { anybody, judgeLists, type ListRule } from "./price-list.ts";

const list = (id: string, more: Partial<ListRule> = {}): ListRule => ({
  id,
  name: id,
  priority: 1,
  marketIds: [],
  channels: [],
  customerGroups: [],
  customerIds: [],
  companyIds: [],
  startsAt: null,
  endsAt: null,
  adjustments: [{ minQuantity: 1, changePpm: -100_000 }],
  rounding: { kind: "none" },
  showBefore: false,
  ...more,
});
const judged = (lists: readonly ListRule[], who: Partial<typeof anybody>) =>
  judgeLists({
    lists,
    listPrices: [],
    marketId: "mkt_1",
    currency: "EUR",
    buyer: { ...anybody, ...who },
    quantity: 1,
    at: new Date("2026-06-01T00:00:00Z"),
  }).map(({ list: { id }, outcome, audience }) => [id, outcome, audience]);

const all = [
  list("everybody"),
  list("group", { customerGroups: ["trade"] }),
  list("company", { companyIds: ["cmp_1", "cmp_2"] }),
  list("customer", { customerIds: ["cus_1"] }),
];

test("of equal priority the list closer to the buyer wins: customer, company, group, everybody", () => {
  const who = { customerId: "cus_1", companyId: "cmp_2", groups: ["trade"] };
  expect(judged(all, who)).toEqual([
    ["customer", "applies", "customer"],
    ["company", "applies", "company"],
    ["group", "applies", "group"],
    ["everybody", "applies", "everybody"],
  ]);
  const first = judged([list("first", { priority: 2 }), ...all], who);
  expect(first[0]).toEqual(["first", "applies", "everybody"]);
});

test("a company's list is nobody else's, and one that names several kinds of buyers is each one's", () => {
  expect(judged(all, { companyId: "cmp_3" })[0]).toEqual(["everybody", "applies", "everybody"]);
  expect(
    judged(all, {})
      .slice(1)
      .map(([, outcome]) => outcome),
  ).toEqual(Array(3).fill("not_for_buyer"));
  const both = [list("both", { companyIds: ["cmp_1"], customerGroups: ["trade"] })];
  expect(judged(both, { groups: ["trade"] })).toEqual([["both", "applies", "group"]]);
  expect(judged(both, { companyId: "cmp_1", groups: ["trade"] })).toEqual([["both", "applies", "company"]]);
});
