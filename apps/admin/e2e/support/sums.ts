// Figures that the tests work out for themselves, in minor units.

/** A net price brought to another currency, then its tax on top: each step rounded half up, as the platform states. */
export function convertedGross(net: number, tenThousandths: number, ratePpm: number): number {
  const converted = Math.round((net * tenThousandths) / 10_000);
  return Math.round((converted * (1_000_000 + ratePpm)) / 1_000_000);
}

export function inEuros(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(cents / 100);
}

/** As it is typed into a field of the English console. */
export function inDollars(cents: number): string {
  return (cents / 100).toFixed(2);
}
