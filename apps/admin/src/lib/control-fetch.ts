import { Unreachable } from "./errors.ts";
import type { Reach } from "./reach.ts";

type Fetch = (url: RequestInfo | URL | string, init?: FetchInit) => Promise<Response>;
/** What a client of ours gives to a request. */
interface FetchInit {
  readonly method?: string | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

/** Milliseconds after which a control plane that hangs counts as away; one that is known to be away gets less. */
const patience = { read: 8_000, write: 30_000, away: 3_000 };

/** Asks the control plane, and notices whether it is there. No answer is `accounts.unreachable`, not a broken line. */
export function controlFetch(reach: Reach, ask: typeof fetch = (url, init) => fetch(url, init)): Fetch {
  return async (url, init = {}) => {
    const isRead = (init.method ?? "GET") === "GET";
    const giveUp = new AbortController();
    const millis = reach.isAway() ? patience.away : isRead ? patience.read : patience.write;
    const timer = setTimeout(() => giveUp.abort(), millis);
    const signals = [giveUp.signal, ...(init.signal ? [init.signal] : [])];
    try {
      const answer = await ask(url, { ...(init as RequestInit), signal: AbortSignal.any(signals) });
      if (isOfProxy(answer)) throw new Unreachable("accounts.unreachable");
      // With more it says that it cannot, or that a region cannot: whoever asked knows which.
      if (answer.status < 500) reach.answered();
      return answer;
    } catch (error) {
      // Nobody wants to know any more.
      if (init.signal?.aborted === true) throw error;
      reach.missed();
      throw error instanceof Unreachable ? error : new Unreachable("accounts.unreachable", { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What stands before the control plane answers for one that is gone. */
const isOfProxy = ({ status, headers }: Response): boolean =>
  status >= 502 && status <= 504 && headers.get("content-type")?.includes("json") !== true;
