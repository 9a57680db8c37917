/** Data-residency zones. `control` is the control plane: directory and staff identity, no shop data. */
export const regions = ["eu", "us"] as const;
export type Region = (typeof regions)[number];

export function isRegion(text: string): text is Region {
  return (regions as readonly string[]).includes(text);
}

/** The region that a key such as `pk_eu_…` or `sk_us_…` names, if any. */
export function regionOfKey(key: string): Region | undefined {
  const part = /^[ps]k_([a-z]{2})_/.exec(key)?.[1];
  return part !== undefined && isRegion(part) ? part : undefined;
}
