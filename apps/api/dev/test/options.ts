export const kinds = ["check", "unit", "conformance", "integration", "browser"] as const;
export type Kind = (typeof kinds)[number];

export interface TestOptions {
  kinds: Kind[];
  /** Handed to vitest or Playwright as they are: file filters, `-t name`. */
  rest: string[];
}

/** `--only unit` (repeatable, or with commas) comes first; what follows goes to the tool. */
export function parseTestOptions(args: string[]): TestOptions {
  const rest = args.filter((arg) => arg !== "--");
  const asked: string[] = [];
  while (rest[0] === "--only" || rest[0]?.startsWith("--only=")) {
    const [, inline] = (rest.shift() ?? "").split("=");
    asked.push(...(inline ?? rest.shift() ?? "").split(","));
  }
  const unknown = asked.find((name) => !kinds.some((kind) => kind === name));
  if (unknown !== undefined) throw new Error(`--only knows ${kinds.join(", ")}, not "${unknown}".`);
  const chosen = kinds.filter((kind) => asked.length === 0 || asked.includes(kind));
  if (rest.length > 0 && (chosen.length !== 1 || chosen[0] === "check" || chosen[0] === "conformance")) {
    throw new Error(`"${rest.join(" ")}" can go to one tool only: start with --only unit, integration or browser.`);
  }
  return { kinds: chosen, rest };
}
