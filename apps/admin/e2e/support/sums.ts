// Figures that the tests work out for themselves, in minor units.

/** A price brought to another currency, rounded half up as the platform states. */
export const converted = (amount: number, tenThousandths: number): number =>
  Math.round((amount * tenThousandths) / 10_000);

export function inEuros(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(cents / 100);
}

/** As it is typed into a field of the English console. */
export function inDollars(cents: number): string {
  return (cents / 100).toFixed(2);
}
