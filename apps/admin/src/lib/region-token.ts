/** A short-lived token with which a region recognises a member of staff. */
export interface RegionToken {
  readonly token: string;
  readonly expiresAt: string;
  readonly regionUrl: string;
}

export interface TokenKeeper {
  /** A token that is good for at least another half minute. */
  readonly current: () => Promise<RegionToken>;
  /** A new one, because the region refused `refused`. */
  readonly renew: (refused: string) => Promise<RegionToken>;
}

const spareMillis = 30_000;

/** Keeps one token in memory, never in storage, and asks for the next one once for all who wait. */
export function keepToken(issue: () => Promise<RegionToken>, now: () => number = Date.now): TokenKeeper {
  let held: RegionToken | null = null;
  let asking: Promise<RegionToken> | null = null;

  async function ask(): Promise<RegionToken> {
    try {
      held = await issue();
      return held;
    } finally {
      asking = null;
    }
  }
  const next = (): Promise<RegionToken> => (asking ??= ask());

  return {
    current: async () => (held !== null && Date.parse(held.expiresAt) - now() > spareMillis ? held : next()),
    renew: async (refused) => (held !== null && held.token !== refused ? held : next()),
  };
}
