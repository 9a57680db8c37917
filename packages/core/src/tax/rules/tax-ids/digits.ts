/** Sums that check digits are made of. Texts here hold digits alone. */

export const digitsOf = (text: string): number[] => [...text].map(Number);

/** `Σ digit × weight`, as far as there are weights. */
export function weighted(text: string, weights: readonly number[]): number {
  const digits = digitsOf(text);
  return weights.reduce((all, weight, i) => all + weight * (digits[i] ?? 0), 0);
}

/** The remainder of a number of any length. */
export function modulo(text: string, by: number): number {
  return digitsOf(text).reduce((rest, digit) => (rest * 10 + digit) % by, 0);
}

/** Luhn's formula, ISO/IEC 7812-1 annex B: every second digit from the right counts double, its digits added. */
export function luhn(text: string): boolean {
  const sum = digitsOf(text)
    .toReversed()
    .reduce((all, digit, i) => all + (i % 2 === 0 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)), 0);
  return sum % 10 === 0;
}

/** ISO/IEC 7064, MOD 11,10. */
export function mod11of10(text: string): boolean {
  const digits = digitsOf(text);
  const product = digits.slice(0, -1).reduce((before, digit) => {
    const sum = (before + digit) % 10;
    return ((sum === 0 ? 10 : sum) * 2) % 11;
  }, 10);
  return (product + (digits.at(-1) ?? 0)) % 10 === 1;
}

export const lastDigit = (text: string): number => Number(text.at(-1));
