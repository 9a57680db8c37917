/**
 * What a process of ours gets from the test's own environment, beside its settings: it need not compile again what
 * another process of the run has compiled.
 */
export function childEnv(): Record<string, string> {
  const names = ["PATH", "NODE_COMPILE_CACHE"] as const;
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
