import type { QueryClient } from "@tanstack/react-query";
import type { Control, Me } from "../lib/api.ts";
import { isAbsent, problemOf } from "../lib/errors.ts";
import type { Kept } from "../lib/kept.ts";
import { type Later, type Reach, setTimer, within } from "../lib/reach.ts";

/** Who sits before the console. */
export interface Recognition {
  /** Who is signed in, or null; asked once, and then known until somebody asks again. */
  readonly whoAmI: () => Promise<Me | null>;
  /** Asks the control plane, whose answer always wins. */
  readonly ask: () => Promise<Me | null>;
}

interface Surroundings {
  readonly askMe: () => Promise<Me>;
  /** What the pages know. */
  readonly known: { readonly read: () => Me | undefined; readonly write: (me: Me) => void; readonly drop: () => void };
  readonly reach: Pick<Reach, "isAway" | "answered" | "missed">;
  readonly kept: Pick<Kept, "me" | "keepMe" | "forget">;
  /** Somebody went on working who, as it turns out, is signed in no longer. */
  readonly onSignedOut: () => void;
  readonly later?: Later;
}

/** So long a page that remembers who was there waits for the control plane to say so. */
const patienceMillis = 3_000;

export function recognise(surroundings: Surroundings): Recognition {
  const { askMe, known, reach, kept, onSignedOut, later = setTimer } = surroundings;

  async function ask(): Promise<Me | null> {
    try {
      const me = await askMe();
      kept.keepMe(me);
      reach.answered();
      return me;
    } catch (error) {
      const problem = problemOf(error);
      if (isAbsent(problem)) reach.missed();
      if (problem.status !== 401) throw error;
      kept.forget();
      known.drop();
      reach.answered();
      return null;
    }
  }

  async function askOrRemember(remembered: Me): Promise<Me | null> {
    const asked = ask();
    try {
      return await within(reach.isAway() ? 0 : patienceMillis, asked, later);
    } catch (error) {
      if (!isAbsent(problemOf(error))) throw error;
      reach.missed();
      // Nobody waits for the answer now, but it counts.
      asked.then(
        (me) => (me === null ? onSignedOut() : undefined),
        () => undefined,
      );
      known.write(remembered);
      return remembered;
    }
  }

  return {
    ask,
    async whoAmI() {
      const me = known.read();
      if (me !== undefined) return me;
      const remembered = kept.me();
      return remembered === null ? ask() : askOrRemember(remembered);
    },
  };
}

/** The answer of `staff.me`, as the pages that show it share it. */
export function sharedMe(queryClient: QueryClient, control: Control): Pick<Surroundings, "askMe" | "known"> {
  const options = control.trpc.staff.me.queryOptions({});
  const { queryKey } = options;
  return {
    askMe: () => queryClient.fetchQuery({ ...options, staleTime: 0, meta: { mayBeSignedOut: true } }),
    known: {
      read: () => queryClient.getQueryData(queryKey),
      write: (me) => void queryClient.setQueryData(queryKey, me),
      drop: () => queryClient.removeQueries({ queryKey }),
    },
  };
}
