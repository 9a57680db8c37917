import { isAbsent, type Problem, problemOf, Unreachable } from "./errors.ts";
import { type Later, type Reach, setTimer, within } from "./reach.ts";

/** A token with which a region recognises a member of staff. */
export interface RegionToken {
  readonly token: string;
  /** When to ask for the next one. */
  readonly renewAt: string;
  /** Until then the region takes it, as long as nobody is seen with a newer one: while the control plane is away. */
  readonly expiresAt: string;
  readonly regionUrl: string;
}

export interface TokenKeeper {
  /** A new token where there can be one, else the one at hand. Throws `accounts.unrecognised` where there is none. */
  readonly current: () => Promise<RegionToken>;
  /** A new one, because the region refused `refused`. */
  readonly renew: (refused: string) => Promise<RegionToken>;
}

/** Where a token comes from, and where it is kept for a day without the control plane. */
export interface TokenSource {
  readonly issue: () => Promise<RegionToken>;
  readonly reach: Pick<Reach, "isAway" | "answered" | "missed">;
  readonly kept: {
    readonly read: () => RegionToken | null;
    readonly keep: (token: RegionToken) => void;
    readonly drop: () => void;
  };
  readonly now?: () => number;
  readonly later?: Later;
}

const spareMillis = 30_000;
/** So long somebody waits for a new token who could go on with the old one, and who could not. */
const patience = { withOne: 3_000, withNone: 10_000 };

/** Holds one token, and asks for the next one once for all who wait. */
export function keepToken({ issue, reach, kept, now = Date.now, later = setTimer }: TokenSource): TokenKeeper {
  let held: RegionToken | null = null;
  let asking: Promise<RegionToken> | null = null;

  async function ask(): Promise<RegionToken> {
    try {
      held = await issue();
      reach.answered();
      kept.keep(held);
      return held;
    } catch (error) {
      const problem = problemOf(error);
      if (isAbsent(problem)) reach.missed();
      else reach.answered();
      if (isRefusal(problem)) {
        // Logged out, no longer a member, a second factor wanted: what the control plane says wins.
        held = null;
        kept.drop();
      }
      throw error;
    } finally {
      asking = null;
    }
  }
  const next = (): Promise<RegionToken> => (asking ??= ask());
  const left = (at: string): number => Date.parse(at) - now();
  function atHand(): RegionToken | null {
    const found = held ?? kept.read();
    return found !== null && left(found.expiresAt) > spareMillis ? found : null;
  }
  /** The next token; undefined when nobody is there to give one. */
  async function given(millis: number): Promise<RegionToken | undefined> {
    try {
      return await within(millis, next(), later);
    } catch (error) {
      if (!isAbsent(problemOf(error))) throw error;
      reach.missed();
      return undefined;
    }
  }

  return {
    async current() {
      if (held !== null && left(held.renewAt) > spareMillis) return held;
      // Whether somebody is there again is asked by others; until then nobody waits for it here.
      const found = reach.isAway() && atHand() !== null ? undefined : await given(patienceFor(atHand()));
      held = found ?? atHand();
      if (held === null) throw new Unreachable("accounts.unrecognised");
      return held;
    },
    async renew(refused) {
      if (held !== null && held.token !== refused) return held;
      const found = await given(reach.isAway() ? patience.withOne : patience.withNone);
      // The one at hand may be taken again later, when the region sees that nobody has a newer one.
      if (found === undefined) throw new Unreachable("accounts.unrecognised");
      return found;
    },
  };
}

/** Asked too often is asked again, not turned away. */
const isRefusal = (problem: Problem): boolean => !isAbsent(problem) && problem.status !== 429;

const patienceFor = (token: RegionToken | null): number => (token === null ? patience.withNone : patience.withOne);
