import fc from "fast-check";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { languages } from "../kernel/languages.ts";
import { policyAsShown, policyVersion } from "./policy-texts.ts";
import { beforeChoice, firstBreak, googleSignals, type LedgerEntry, withSignal } from "./rules.ts";
import type { ConsentChoices } from "./schemas.ts";

const choices: fc.Arbitrary<ConsentChoices> = fc.record({
  preferences: fc.boolean(),
  analytics: fc.boolean(),
  marketing: fc.boolean(),
  sale_of_data: fc.boolean(),
});

describe("choices", () => {
  test("opt-in allows nothing before a choice, the others all", () => {
    expect(Object.values(beforeChoice("opt_in", false))).toEqual([false, false, false, false]);
    expect(Object.values(beforeChoice("opt_out", false))).toEqual([true, true, true, true]);
    expect(beforeChoice("opt_out", true)).toEqual({
      preferences: true,
      analytics: true,
      marketing: false,
      sale_of_data: false,
    });
  });

  test("the browser's signal wins over any choice, and touches nothing else", () => {
    fc.assert(
      fc.property(choices, (made) => {
        expect(withSignal(made, false)).toEqual(made);
        expect(withSignal(made, true)).toEqual({ ...made, marketing: false, sale_of_data: false });
      }),
    );
  });

  test("Google's advertising signals need marketing", () => {
    fc.assert(
      fc.property(choices, (made) => {
        const signals = googleSignals(made);
        expect(signals.security_storage).toBe("granted");
        if (!made.marketing)
          expect([signals.ad_storage, signals.ad_user_data, signals.ad_personalization]).toEqual(
            Array(3).fill("denied"),
          );
        expect(signals.analytics_storage).toBe(made.analytics ? "granted" : "denied");
      }),
    );
  });
});

describe("the chain", () => {
  const hash = (previous: string, entry: LedgerEntry): string =>
    createHash("sha256")
      .update(previous + canonicalJson(entry))
      .digest("hex");

  function chainOf(all: readonly ConsentChoices[]) {
    let previous = "";
    const entries = all.map((made, i) => {
      const entry: LedgerEntry = {
        subjectId: "csb_x",
        seq: i + 1,
        at: "2026-01-01T00:00:00.000Z",
        marketId: "mkt_x",
        policy: "opt_in",
        policyVersion: "v",
        policyHash: "h",
        locale: "en",
        method: "banner",
        gpc: false,
        choices: made,
      };
      previous = hash(previous, entry);
      return { ...entry, hash: previous };
    });
    return { entries, head: { seq: all.length, hash: previous } };
  }
  const chains = fc.array(choices, { minLength: 1, maxLength: 8 }).map(chainOf);

  test("is whole when nothing was touched", () => {
    fc.assert(
      fc.property(chains, ({ entries, head }) => {
        expect(firstBreak(entries, head, hash)).toBeNull();
      }),
    );
  });

  test("a removed entry is found, the last one too", () => {
    fc.assert(
      fc.property(chains, fc.nat(), ({ entries, head }, n) => {
        const at = n % entries.length;
        expect(firstBreak(entries.toSpliced(at, 1), head, hash)).toBe(at + 1);
      }),
    );
  });

  test("a changed entry is found", () => {
    fc.assert(
      fc.property(chains, fc.nat(), ({ entries, head }, n) => {
        const at = n % entries.length;
        const changed = entries.map((entry, i) => (i === at ? { ...entry, gpc: !entry.gpc } : entry));
        expect(firstBreak(changed, head, hash)).toBe(at + 1);
      }),
    );
  });
});

test("the words of a policy belong to its version: change both together", () => {
  const hashes = (["opt_in", "opt_out", "notice"] as const).flatMap((kind) =>
    languages.map((locale) => policyAsShown(kind, "m", locale, false).hash.slice(0, 12)),
  );
  expect([policyVersion, ...hashes]).toMatchInlineSnapshot(`
    [
      "2026-11-22",
      "7374cff206c2",
      "c8b0dfcb1876",
      "a375abaa165c",
      "d2286b7aba57",
      "5790f567b939",
      "dd36d66f5cdb",
      "5fd88c6d5646",
      "291829c42591",
      "5d9158c8b3af",
      "bf0a4eb5617a",
      "32803003260a",
      "31d766e37441",
      "b8a8160594f8",
      "f1e0158d4da0",
      "f6c4f127914e",
      "e488a0b055cc",
      "8dc562476b85",
      "0b72216fcd08",
    ]
  `);
});

test("an unknown language is answered in English, a region in its language", () => {
  expect(policyAsShown("opt_in", "m", "nl", false).locale).toBe("en");
  expect(policyAsShown("opt_in", "m", "de-AT", false).locale).toBe("de");
});
