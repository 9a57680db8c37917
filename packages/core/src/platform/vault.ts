import type { TenantCtx } from "./context.ts";
import type { Db } from "./db.ts";
import { isTx } from "./db.ts";
import type { KeyDb } from "./data-key-tables.ts";
import { bindingOf, type DatedKey, keepFirstKey, keysOfOwner, newDataKey } from "./data-keys.ts";
import { masterKeysOf } from "./master-keys.ts";
import { type DataKey, dataKeyIdOf, macWith, openFirstFormat, openWith, type Place, sealWith } from "./sealing.ts";
import type { Settings } from "./settings.ts";

/** Seals one owner's secrets with its current data key, and opens them with any that it has. */
export interface Vault {
  /** Id of the key that seals. */
  readonly keyId: string;
  seal(place: Place, secret: string): string;
  /** Throws unless the text was sealed for this owner and place, and was not changed. */
  open(place: Place, sealed: string): string;
  /** Whether the text is sealed with the current key. */
  isCurrent(sealed: string): boolean;
  /** What only this owner's keys make of a text, the current key's first. */
  macs(purpose: string, text: string): readonly [string, ...string[]];
}

/** So long another process may go on with a key that was replaced or destroyed. */
export const keyMemorySeconds = 30;
const mostRemembered = 5_000;

interface Remembered {
  readonly vault: Vault;
  readonly until: number;
}

/** Unwrapped keys, by the process's settings, and in them by schema and owner. */
const memories = new WeakMap<Settings, Map<string, Remembered>>();

function memoryOf(settings: Settings): Map<string, Remembered> {
  const memory = memories.get(settings) ?? new Map<string, Remembered>();
  memories.set(settings, memory);
  return memory;
}

const nameOf = (db: KeyDb, ownerId: string): string => `${db.schema}/${ownerId}`;

/** Forgets an owner's keys at once in this process; others do within `keyMemorySeconds`. */
export function forgetVault(settings: Settings, db: KeyDb, ownerId: string): void {
  memoryOf(settings).delete(nameOf(db, ownerId));
}

/** `current` seals; all of them, newer ones too, open. */
function vaultWith(settings: Settings, ownerId: string, current: DataKey, others: readonly DataKey[]): Vault {
  const keys = [current, ...others];
  const masters = [settings.masterKey, ...(settings.otherMasterKeys ?? [])];
  return {
    keyId: current.id,
    seal: (place, secret) => sealWith(current, ownerId, place, secret),
    open: (place, sealed) => {
      const id = dataKeyIdOf(sealed);
      if (id === null) return firstThatOpens(masters, (master) => openFirstFormat(master, ownerId, sealed));
      const key = keys.find((candidate) => candidate.id === id);
      if (key === undefined) throw new RangeError("sealed with a key that its owner does not have");
      return openWith(key, ownerId, place, sealed);
    },
    isCurrent: (sealed) => dataKeyIdOf(sealed) === current.id,
    macs: (purpose, text) => [
      macWith(current, ownerId, purpose, text),
      ...others.map((key) => macWith(key, ownerId, purpose, text)),
    ],
  };
}

/** The first format does not say which master key it is under. */
function firstThatOpens(masters: readonly Uint8Array[], open: (master: Uint8Array) => string): string {
  for (const [i, master] of masters.entries()) {
    try {
      return open(master);
    } catch (error) {
      if (i === masters.length - 1) throw error;
    }
  }
  throw new RangeError("no master key");
}

async function load(db: KeyDb, settings: Settings, ownerId: string, now: Date): Promise<Vault> {
  const masterKeys = masterKeysOf(settings);
  let wrapped = await keysOfOwner(db, ownerId);
  if (wrapped[0]?.state !== "current") {
    await keepFirstKey(db, await newDataKey(masterKeys, ownerId), now);
    wrapped = await keysOfOwner(db, ownerId);
  }
  const sealing = sealingKey(wrapped, now);
  if (sealing === undefined) throw new TypeError("an owner's first key was just kept");
  const unwrapped = async (key: DatedKey): Promise<DataKey> => ({
    id: key.id,
    key: await masterKeys.unwrap(key.masterKeyId, key.wrapped, bindingOf(key)),
  });
  const [current, ...others] = await Promise.all([
    unwrapped(sealing),
    ...wrapped.filter(({ id }) => id !== sealing.id).map(unwrapped),
  ]);
  return vaultWith(settings, ownerId, current, others);
}

/**
 * The current key, once every process must know of it: what is sealed with it before would open nowhere else. Until
 * then the newest of those that it replaced.
 */
function sealingKey(keys: readonly DatedKey[], now: Date): DatedKey | undefined {
  const isKnown = ({ createdAt }: DatedKey): boolean => now.getTime() - createdAt.getTime() >= keyMemorySeconds * 1000;
  return keys.find(isKnown) ?? keys.at(-1);
}

async function openVault(
  db: KeyDb,
  { settings, now }: Pick<TenantCtx, "settings" | "now">,
  ownerId: string,
  within: boolean,
): Promise<Vault> {
  const memory = memoryOf(settings);
  const name = nameOf(db, ownerId);
  const known = memory.get(name);
  if (known !== undefined && (within || performance.now() < known.until)) return known.vault;
  // Unwrapping may be a call to a service, and a second connection beside a transaction's own may never come free.
  if (within) throw new TypeError("a vault is opened before the transaction");
  const vault = await load(db, settings, ownerId, now());
  memory.delete(name);
  memory.set(name, { vault, until: performance.now() + keyMemorySeconds * 1000 });
  const oldest = memory.keys().next().value;
  if (memory.size > mostRemembered && oldest !== undefined) memory.delete(oldest);
  return vault;
}

/** The tenant's vault. Within a transaction only when it was opened just before: see `prepare` of verbs. */
export function vaultOf(ctx: Pick<TenantCtx, "db" | "regionDb" | "settings" | "tenant" | "now">): Promise<Vault> {
  return openVault(ctx.regionDb, ctx, ctx.tenant.id, isTx(ctx.db));
}

/** The vault of an owner by its id, for work above tenants. */
export function vaultFor(db: KeyDb, ctx: Pick<TenantCtx, "settings" | "now">, ownerId: string): Promise<Vault> {
  return openVault(db, ctx, ownerId, isTx(db));
}

/** Under this name the control plane seals what is its own. */
export const controlOwner = "control";

/** The control plane's own vault: secrets of staff. */
export function controlVault(
  ctx: Pick<TenantCtx, "settings" | "now"> & { readonly db: Db<"control"> },
): Promise<Vault> {
  return openVault(ctx.db, ctx, controlOwner, isTx(ctx.db));
}
