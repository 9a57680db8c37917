/** Ways of paying that are offered for choice, as the payment provider names them; others may be typed. */
export const knownMethods: readonly string[] = [
  "card",
  "paypal",
  "klarna",
  "sepa_debit",
  "ideal",
  "bancontact",
  "eps",
  "twint",
  "konbini",
  "pix",
  "customer_balance",
];
