/**
 * Whether a request carries the browser's Global Privacy Control (W3C Privacy CG, `Sec-GPC`): the value is exactly
 * `1`, blanks around it left out as HTTP does. Any other value, or none, states no preference.
 */
export function carriesGpc(headers: readonly (readonly [name: string, value: string])[]): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === "sec-gpc" && value.trim() === "1");
}
