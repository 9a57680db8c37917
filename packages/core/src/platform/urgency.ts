/**
 * Who goes first where work waits for what is scarce. A later kind is refused before an earlier one, waits behind it,
 * and still has its turn: it is overtaken only by what came soon enough after it.
 */
export const urgencies = ["sale", "cart", "browse", "extra"] as const;

/**
 * `sale`: somebody pays or is paid back. `cart`: somebody is about to. `browse`: pages of shop and console, which most
 * verbs are. `extra`: exports, reports, previews, imports, which can come back later.
 */
export type Urgency = (typeof urgencies)[number];

interface Turn {
  /** Who came less than this after it, and hurries more, goes before it: milliseconds, beside the others' figure. */
  readonly yieldsMillis: number;
  /** How full the line may be, all kinds together, for one more of this kind to be let in. */
  readonly lineShare: number;
  /** How many of a pool's connections work of this kind may hold at a time. */
  readonly poolShare: number;
  /** What a refused caller is told to wait, seconds. */
  readonly retryAfterSeconds: number;
}

export const turns: Readonly<Record<Urgency, Turn>> = {
  sale: { yieldsMillis: 0, lineShare: 1, poolShare: 1, retryAfterSeconds: 1 },
  cart: { yieldsMillis: 500, lineShare: 0.85, poolShare: 1, retryAfterSeconds: 1 },
  browse: { yieldsMillis: 2_000, lineShare: 0.7, poolShare: 1, retryAfterSeconds: 2 },
  extra: { yieldsMillis: 6_000, lineShare: 0.3, poolShare: 0.5, retryAfterSeconds: 10 },
};

/** How many may wait already when one more of this kind is let in. */
export function mostBefore(urgency: Urgency, mostWaiting: number): number {
  return Math.ceil(mostWaiting * turns[urgency].lineShare);
}

/** How many of a pool's connections work of this kind may hold: one at least. */
export function mostHeld(urgency: Urgency, connections: number): number {
  return Math.max(1, Math.floor(connections * turns[urgency].poolShare));
}

/** Whose turn it is: the longest waiting, each as if it had come so much later as its kind yields. */
export function nextInTurn<W extends { readonly urgency: Urgency; readonly since: number }>(
  waiting: readonly W[],
): W | undefined {
  const due = ({ since, urgency }: W): number => since + turns[urgency].yieldsMillis;
  return waiting.reduce<W | undefined>(
    (first, one) => (first === undefined || due(one) < due(first) ? one : first),
    undefined,
  );
}
