import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "./child.ts";
import type { Child, ChildSpec } from "./child.ts";
import type { Lock } from "./lock.ts";

/** A part ended although nobody asked it to. */
export class PartDied extends Error {}

export interface Group {
  start(spec: ChildSpec): Child;
  /** Runs a program that ends by itself; rejects with its last lines when it fails. */
  run(spec: ChildSpec): Promise<void>;
  /** Rejects when a started part dies. */
  died: Promise<never>;
  /** Asks every child to drain, insists after the patience, and waits until all are gone. */
  stop(patienceMs?: number): Promise<void>;
  kill(): void;
}

/** Children that live and die together. */
export function createGroup(logs: string, lock: Lock, warn: (line: string) => void): Group {
  const children = new Set<Child>();
  let stopping = false;
  let reportDeath: (error: Error) => void = () => {};
  const died = new Promise<never>((_, reject) => (reportDeath = reject));
  died.catch(() => undefined);

  const add = (spec: ChildSpec, hear: (line: string) => void): Child => {
    // A start that was interrupted half-way must not bring up anything more.
    if (stopping) throw new Error(`${spec.name} is not started: everything is being stopped.`);
    const child = startChild(spec, logs, hear);
    children.add(child);
    if (child.pid !== undefined) lock.remember(child.pid, spec.script);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  return {
    died,
    start(spec) {
      const child = add(spec, warn);
      void child.ended.then((end) => {
        if (!stopping) reportDeath(deathOf(child, `ended with ${end.signal ?? `code ${end.code}`}`));
      });
      return child;
    },
    async run(spec) {
      // Nothing is told on the way: when it fails, its last lines are in the error.
      const child = add(spec, () => undefined);
      const { code, signal } = await child.ended;
      if (code !== 0) throw deathOf(child, `failed with ${signal ?? `code ${code}`}`);
    },
    async stop(patienceMs = 5000) {
      stopping = true;
      const all = [...children];
      for (const child of all) child.signal("SIGTERM");
      const patience = new AbortController();
      const gone = Promise.all(all.map((child) => child.ended)).finally(() => patience.abort());
      await Promise.race([gone, delay(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
      for (const child of children) child.signal("SIGKILL");
      await gone;
    },
    kill() {
      stopping = true;
      for (const child of children) child.signal("SIGKILL");
    },
  };
}

function deathOf(child: Child, what: string): PartDied {
  const lines = child.tail().map((line) => `    ${line}`);
  return new PartDied([`${child.name} ${what}. Its last lines:`, ...lines].join("\n"));
}
