/**
 * What a look at a domain's DNS records leads to. The proof is a TXT record that stays: who loses the domain loses it
 * within three days here, and a fault of DNS is never taken for a record that is gone.
 */
import type { DomainProblem, DomainState } from "../schemas.ts";

/** What was found. `unknown` is a question without an answer, never a no. */
export interface Finding {
  readonly proof: "found" | "missing" | "wrong" | "unknown";
  /** What the control plane says of the ownership; null when it was not asked. */
  readonly claim: "owned" | "taken" | "unknown" | null;
  readonly pointed: boolean | "unknown";
}

export interface Standing {
  readonly state: DomainState;
  readonly pendingSince: Date;
  readonly missingSince: Date | null;
  /** Looks since the last change. */
  readonly attempts: number;
}

export interface NextStanding {
  readonly state: DomainState;
  readonly problem: DomainProblem | null;
  readonly missingSince: Date | null;
  readonly attempts: number;
  /** Null: only when somebody asks. */
  readonly nextCheckAt: Date | null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** So long a new domain is looked for, and so long the proof of a verified one may be gone. */
export const patience = { pendingMillis: 7 * day, missingMillis: 3 * day } as const;

/** One minute, two, four … six hours. */
const backOff = (attempts: number): number => Math.min(minute * 2 ** Math.min(attempts, 12), 6 * hour);

export function nextLook(standing: Standing, { proof, claim, pointed }: Finding, now: Date): NextStanding {
  const { state, missingSince, attempts } = standing;
  const proved = state === "verified" || state === "active";
  const over = state === "failed" || state === "lost";
  const later = (millis: number): Date => new Date(now.getTime() + millis);
  const stay = (problem: DomainProblem, millis: number): NextStanding => ({
    state,
    problem,
    missingSince,
    attempts: attempts + 1,
    nextCheckAt: over ? null : later(millis),
  });
  if (proof === "unknown") return stay("dns_unavailable", proved ? hour : backOff(attempts));
  if (proof !== "found") {
    const problem = proof === "wrong" ? "wrong_record" : "no_record";
    if (proved) return gone(standing, problem, now);
    const isTooLate = now.getTime() - standing.pendingSince.getTime() >= patience.pendingMillis;
    if (state === "pending" && isTooLate) return { ...stay(problem, 0), state: "failed", nextCheckAt: null };
    return stay(problem, backOff(attempts));
  }
  if (claim === "taken") {
    if (proved) return { ...stay("taken", 0), state: "lost", nextCheckAt: null };
    return stay("taken", backOff(attempts));
  }
  if (claim !== "owned") return stay("try_later", 5 * minute);
  const isActive = pointed === "unknown" ? state === "active" : pointed;
  const settled = (isActive ? "active" : "verified") satisfies DomainState;
  const again = state === settled ? attempts + 1 : 0;
  return {
    state: settled,
    problem: isActive ? null : pointed === "unknown" ? "dns_unavailable" : "not_pointed",
    missingSince: null,
    attempts: again,
    nextCheckAt: later(isActive ? day : backOff(again)),
  };
}

/** The proof of a verified domain is not there: the domain works for three more days. */
function gone(standing: Standing, problem: DomainProblem, now: Date): NextStanding {
  const missingSince = standing.missingSince ?? now;
  const isLost = now.getTime() - missingSince.getTime() >= patience.missingMillis;
  return {
    state: isLost ? "lost" : standing.state,
    problem,
    missingSince,
    attempts: standing.attempts + 1,
    nextCheckAt: isLost ? null : new Date(now.getTime() + hour),
  };
}
