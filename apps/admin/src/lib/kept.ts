import type { Me } from "./api.ts";
import type { RegionToken } from "./region-token.ts";

/**
 * What the console needs while the control plane is away: who is signed in, and the tokens of that person's shops. It
 * lies in the browser's own storage, so that a reload, a new tab and the next morning work too. A script that could
 * read it there could as well ask for tokens with the cookie beside it, which lives for two weeks; a region takes a
 * kept token for a day at most, and only while nobody is given a newer one.
 */
export interface Kept {
  /** Who was signed in when the control plane last answered, for a day. */
  readonly me: () => Me | null;
  /** What was kept of anybody else is forgotten. */
  readonly keepMe: (me: Me) => void;
  readonly token: (userId: string, tenantId: string) => RegionToken | null;
  /** Keeps nothing once the person has logged out, or another one in. */
  readonly keepToken: (userId: string, tenantId: string, token: RegionToken) => void;
  readonly dropToken: (userId: string, tenantId: string) => void;
  readonly forget: () => void;
}

const begin = "meridian.kept.";
const meKey = `${begin}me`;
const tokensOf = `${begin}token.`;
const dayMillis = 24 * 3_600_000;

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export function keepIn(open: () => Store, now: () => number = Date.now): Kept {
  /** Storage may be switched off, full or of another's making: the console then works as without. */
  function tried<T>(otherwise: T, use: (store: Store) => T): T {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  }
  const names = (store: Store): string[] =>
    Array.from({ length: store.length }, (_, index) => store.key(index) ?? "").filter((key) => key.startsWith(begin));
  const read = (store: Store, key: string): unknown => JSON.parse(store.getItem(key) ?? "null");

  function me(): Me | null {
    return tried(null, (store) => {
      const found = read(store, meKey);
      if (isRecord(found) && typeof found["until"] === "number" && found["until"] > now() && isMe(found["me"]))
        return found["me"];
      store.removeItem(meKey);
      return null;
    });
  }
  function readToken(store: Store, key: string): RegionToken | null {
    const found = read(store, key);
    return isToken(found) && Date.parse(found.expiresAt) > now() ? found : null;
  }
  const keyOf = (userId: string, tenantId: string): string => `${tokensOf}${userId}.${tenantId}`;

  return {
    me,
    keepMe(person) {
      tried(undefined, (store) => {
        const own = `${tokensOf}${person.user.id}.`;
        for (const key of names(store).filter((name) => name !== meKey)) {
          const holds = key.startsWith(own) && tried(null, () => readToken(store, key)) !== null;
          if (!holds) store.removeItem(key);
        }
        store.setItem(meKey, JSON.stringify({ until: now() + dayMillis, me: person }));
      });
    },
    token: (userId, tenantId) => tried(null, (store) => readToken(store, keyOf(userId, tenantId))),
    keepToken(userId, tenantId, token) {
      if (me()?.user.id !== userId) return;
      tried(undefined, (store) => store.setItem(keyOf(userId, tenantId), JSON.stringify(token)));
    },
    dropToken: (userId, tenantId) => tried(undefined, (store) => store.removeItem(keyOf(userId, tenantId))),
    forget: () =>
      tried(undefined, (store) => {
        for (const key of names(store)) store.removeItem(key);
      }),
  };
}

export const openKept = (): Kept => keepIn(() => localStorage);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const hasTexts = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === "string");

const isToken = (value: unknown): value is RegionToken =>
  isRecord(value) &&
  hasTexts(value, ["token", "regionUrl", "renewAt", "expiresAt"]) &&
  [value["renewAt"], value["expiresAt"]].every((at) => !Number.isNaN(Date.parse(String(at))));

/** What pages rely on: another version of the console may have written it. */
const isMe = (value: unknown): value is Me =>
  isRecord(value) &&
  isRecord(value["user"]) &&
  hasTexts(value["user"], ["id", "name", "email", "language"]) &&
  Array.isArray(value["memberships"]) &&
  value["memberships"].every(
    (shop: unknown) =>
      isRecord(shop) &&
      hasTexts(shop, ["tenantId", "slug", "name", "region", "status", "role"]) &&
      Array.isArray(shop["capabilities"]),
  );
