import { fallbackChain } from "../../kernel/locale.ts";

/** The name in the first locale of the chain that has one, else any: a method is never without a name. */
export function pickName(
  names: Readonly<Record<string, string>>,
  [wanted = "en", ...defaults]: readonly string[],
): string {
  const locale = fallbackChain(wanted, ...defaults).find((tag) => Object.hasOwn(names, tag));
  return (locale === undefined ? Object.values(names)[0] : names[locale]) ?? "";
}
