import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** What takes minutes, the longest first: begun last, it would keep one core busy and leave the other idle. */
const long: readonly string[] = [
  "apps/api/test/access.test.ts",
  "apps/api/test/bad-input.test.ts",
  "apps/api/test/migrations.test.ts",
  "apps/api/test/production-start.test.ts",
  "apps/api/test/faults/",
  "apps/api/test/residency.test.ts",
  "apps/api/test/",
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((part) => moduleId.includes(part));
  return place === -1 ? long.length : place;
};

/** The order of test files: a fresh clone remembers no durations to sort by. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
