import { openJournal, readJournal } from "./journal.ts";
import type { Entry, Journal } from "./journal.ts";
import type { Kind, Tables } from "./records.ts";

interface Row {
  owner: string;
  id: string;
  value: unknown;
}

/**
 * All state in memory, by kind and owning account. Every change runs synchronously between two commits,
 * so no two requests interleave; a commit writes what was `put` since the last one as one journal line.
 */
export class Store {
  readonly #rows = new Map<Kind, Map<string, Row>>();
  readonly #owned = new Map<string, Set<string>>();
  readonly #ownerOf = new Map<string, string>();
  #dirty = new Map<string, { kind: Kind; owner: string; id: string }>();
  #journal: Journal | undefined;

  /** Loads `dataDir` and keeps only the entries `keep` wants; without a folder nothing outlives the process. */
  constructor(dataDir: string | undefined, keep: (entry: Entry) => boolean = () => true) {
    if (dataDir === undefined) return;
    const latest = new Map<string, Entry>();
    for (const entry of readJournal(dataDir)) latest.set(`${entry[0]} ${key(entry[1], entry[2])}`, entry);
    const kept = [...latest.values()].filter((entry) => entry[3] !== null && keep(entry));
    for (const [kind, owner, id, value] of kept) this.#set(kind, owner, id, value);
    this.#journal = openJournal(dataDir, kept);
  }

  get<K extends Kind>(kind: K, owner: string, id: string): Tables[K] | undefined {
    const row = this.#rows.get(kind)?.get(key(owner, id));
    return row?.value as Tables[K] | undefined;
  }

  /** Finds by id alone, for the pages and tools whose only credential is an unguessable id. */
  find<K extends Kind>(kind: K, id: string): { owner: string; value: Tables[K] } | undefined {
    const owner = this.#ownerOf.get(`${kind} ${id}`);
    const value = owner === undefined ? undefined : this.get(kind, owner, id);
    return owner === undefined || value === undefined ? undefined : { owner, value };
  }

  /** In order of creation. */
  list<K extends Kind>(kind: K, owner: string): Tables[K][] {
    const ids = this.#owned.get(`${kind} ${owner}`) ?? new Set<string>();
    return Array.from(ids, (id) => this.get(kind, owner, id)).filter((value) => value !== undefined);
  }

  all<K extends Kind>(kind: K): { owner: string; id: string; value: Tables[K] }[] {
    const rows = this.#rows.get(kind)?.values() ?? [];
    return Array.from(rows, ({ owner, id, value }) => ({ owner, id, value: value as Tables[K] }));
  }

  put<K extends Kind>(kind: K, owner: string, id: string, value: Tables[K]): void {
    this.#set(kind, owner, id, value);
    this.#dirty.set(`${kind} ${key(owner, id)}`, { kind, owner, id });
  }

  remove(kind: Kind, owner: string, id: string): void {
    this.#remove(kind, owner, id);
    this.#dirty.set(`${kind} ${key(owner, id)}`, { kind, owner, id });
  }

  commit(): void {
    if (this.#dirty.size === 0) return;
    const changed = Array.from(this.#dirty.values(), ({ kind, owner, id }): Entry => [
      kind,
      owner,
      id,
      this.get(kind, owner, id) ?? null,
    ]);
    this.#dirty = new Map();
    this.#journal?.append(changed);
  }

  close(): void {
    this.commit();
    this.#journal?.close();
    this.#journal = undefined;
  }

  #set(kind: Kind, owner: string, id: string, value: unknown): void {
    const rows = this.#rows.get(kind) ?? new Map<string, Row>();
    this.#rows.set(kind, rows.set(key(owner, id), { owner, id, value }));
    const owned = this.#owned.get(`${kind} ${owner}`) ?? new Set<string>();
    this.#owned.set(`${kind} ${owner}`, owned.add(id));
    this.#ownerOf.set(`${kind} ${id}`, owner);
  }

  #remove(kind: Kind, owner: string, id: string): void {
    this.#rows.get(kind)?.delete(key(owner, id));
    this.#owned.get(`${kind} ${owner}`)?.delete(id);
    this.#ownerOf.delete(`${kind} ${id}`);
  }
}

function key(owner: string, id: string): string {
  return `${owner} ${id}`;
}
