import type { CaseFile } from "./case-file.ts";
import { contains } from "./compare.ts";
import { type SkipTag, skipTags } from "./skips.ts";

/** One case of a file, ready to be tried. */
export interface Trial {
  readonly id: string;
  /** Why it is not tried, if so. */
  readonly skip: SkipTag | null;
  /** Throws what the public function throws. */
  readonly run: () => Promise<Outcome>;
}

export interface Outcome {
  readonly ok: boolean;
  readonly expected: unknown;
  readonly got: unknown;
}

/** How the cases of one kind of file meet one public function. */
export interface Adapter {
  readonly name: string;
  readonly recognises: (file: CaseFile) => boolean;
  readonly trials: (file: CaseFile) => readonly Trial[];
}

/** What an adapter says: names alone. What computes is `call`, a public function of the platform, once per case. */
export interface Definition<Case, Args extends readonly unknown[], Answer> {
  readonly name: string;
  readonly recognises: (file: CaseFile) => boolean;
  readonly cases: (file: CaseFile) => readonly Case[];
  readonly id: (one: Case) => string;
  readonly tags?: (one: Case) => readonly string[];
  readonly call: (...args: Args) => Answer | Promise<Answer>;
  readonly args: (one: Case) => readonly [...Args];
  readonly expected: (one: Case) => unknown;
  /** The part of the answer that is compared, under the names of the case. */
  readonly answer?: (answer: NoInfer<Answer>, one: Case) => unknown;
  /** What is compared when the function refuses. Without it a refusal is a failure. */
  readonly refusal?: (error: unknown) => unknown;
}

/** Only what is expected is compared: keys that the case does not name may be anything. */
export function adapter<Case, Args extends readonly unknown[], Answer>(
  definition: Definition<Case, Args, Answer>,
): Adapter {
  const { name, recognises, cases, id, tags, call, args, expected, answer, refusal } = definition;
  const run = async (one: Case): Promise<Outcome> => {
    const wanted = expected(one);
    const got = await (async () => {
      try {
        const given = await call(...args(one));
        return answer === undefined ? given : answer(given, one);
      } catch (error) {
        if (refusal === undefined) throw error;
        return refusal(error);
      }
    })();
    return { ok: contains(got, wanted), expected: wanted, got };
  };
  const trials = (file: CaseFile): Trial[] =>
    cases(file).map((one) => {
      const said = tags?.(one) ?? [];
      return { id: id(one), skip: skipTags.find((tag) => said.includes(tag)) ?? null, run: () => run(one) };
    });
  return { name, recognises, trials };
}

/** Whether a file says that it is of the kind. */
export const saysIt =
  (...schemas: readonly string[]) =>
  (file: CaseFile): boolean =>
    file.schema !== null && schemas.includes(file.schema);
