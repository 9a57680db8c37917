/**
 * Named places between two effects where a crash must be survivable. They do nothing, unless a test
 * harness has set a hook that kills the process there.
 */
let hook: ((name: string) => void) | undefined;
const names = new Set<string>();

export function setCrashHook(next: ((name: string) => void) | undefined): void {
  hook = next;
}

/** Declares a crash point, so that the fault tests can list and hit every one of them. */
export function declareCrashPoints(...points: string[]): void {
  for (const point of points) names.add(point);
}

export function crashPointNames(): string[] {
  return [...names].sort();
}

export function crashPoint(name: string): void {
  hook?.(name);
}
