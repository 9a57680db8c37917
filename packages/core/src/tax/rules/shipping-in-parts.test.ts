import { expect, test } from "vitest";
import type { TaxTreatment } from "../schemas.ts";
import { treatmentOfCarried } from "./shipping-in-parts.ts";

const vat = (ratePpm: number) => ({ rateId: `txr_${ratePpm}`, name: "VAT", ratePpm, compound: false });
const standard: TaxTreatment = { reason: "standard", taxes: [vat(190_000)] };
const reduced: TaxTreatment = { reason: "reduced", taxes: [vat(70_000)] };

test("goods of one kind take the shipping with them", () => {
  expect(
    treatmentOfCarried([
      { amount: 100, treatment: reduced },
      { amount: 1, treatment: reduced },
    ]),
  ).toEqual(reduced);
  expect(treatmentOfCarried([])).toBeNull();
});

test("goods of several kinds share it by what they are worth, untaxed ones too", () => {
  const treatment = treatmentOfCarried([
    { amount: 5000, treatment: standard },
    { amount: 4000, treatment: reduced },
    { amount: 900, treatment: standard },
    { amount: 100, treatment: { reason: "exempt", taxes: [] } },
  ]);
  expect(treatment?.reason).toBe("standard");
  expect(treatment?.taxes.map(({ ratePpm, part }) => [ratePpm, part?.of, part?.weight])).toEqual([
    [190_000, 0, 5900],
    [70_000, 1, 4000],
    [0, 2, 100],
  ]);
});
