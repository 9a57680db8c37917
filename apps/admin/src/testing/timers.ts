/** Timers that go off when they are told to. */
export function timers() {
  const waiting = new Map<object, { readonly millis: number; readonly call: () => void }>();
  const later = (millis: number, call: () => void): (() => void) => {
    const name = {};
    waiting.set(name, { millis, call });
    return () => void waiting.delete(name);
  };
  const goOff = (): void => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const { call } of due) call();
  };
  const millis = (): number[] => [...waiting.values()].map((one) => one.millis);
  return { later, goOff, millis };
}
