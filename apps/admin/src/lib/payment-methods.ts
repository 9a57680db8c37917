import { useTranslation } from "react-i18next";

/** Those whose names are the same everywhere, as the payment provider's codes have them. */
const brands: Readonly<Record<string, string>> = {
  paypal: "PayPal",
  klarna: "Klarna",
  ideal: "iDEAL",
  bancontact: "Bancontact",
  eps: "EPS",
  twint: "TWINT",
  konbini: "Konbini",
  pix: "Pix",
};
const named = ["card", "sepa_debit", "customer_balance"] as const;

/** Ways of paying that are offered for choice, as the payment provider names them; others may be typed. */
export const knownMethods: readonly string[] = [...named, ...Object.keys(brands)];

/** What people call a way of paying; its code where it has no name here. */
export function useMethodName(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    const word = named.find((one) => one === code);
    return word === undefined ? (brands[code] ?? code) : t(`paymentMethods.${word}`);
  };
}
