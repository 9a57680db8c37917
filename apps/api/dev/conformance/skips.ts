/**
 * The only reasons for which a case is not tried. Reviewed: a tag is added here together with the reason that is
 * printed, never in an adapter.
 */
export const skipReasons = {
  "sub-minor-price": "prices are whole minor units here: a price of a third of a cent is refused, not rounded",
  "fractional-qty": "quantities are whole pieces here: goods by weight are priced by their measure",
} as const;

export type SkipTag = keyof typeof skipReasons;

export const skipTags = Object.keys(skipReasons) as readonly SkipTag[];

/** Kinds of file that are known and have no function to meet yet, by what they say or are called. */
export const withoutFunction: ReadonlyMap<string, string> = new Map([
  ["tcf", "reading TCF strings"],
  ["gpp", "reading GPP strings"],
  ["dsr", "data subjects' requests by API"],
  ["consent-policy", "consent for other vendors' interfaces"],
  ["address-metadata", "all countries' address fields"],
  ["phone", "telephone numbers"],
  ["payment-eligibility", "choice of payment methods"],
  ["payment-methods", "facts of payment methods"],
  ["stripe-behaviour", "the provider's answers"],
  ["stripe-flows", "states of payments"],
  ["judgements.json", "judged search"],
]);

/** Files that other cases read, or that people read: no cases of their own. */
export const companions: readonly RegExp[] = [
  /(?:^|\/)[A-Z]+\.md$/,
  /^stripe\/(?:cli-triggers\/.*|fixtures\d*)\.json$/,
  /^search\/products[^/]*\.json$/,
];
