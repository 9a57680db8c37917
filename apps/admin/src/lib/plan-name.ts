import { useTranslation } from "react-i18next";

/** The plans that every platform has; an operator's own are called what the operator calls them. */
const builtIn = ["trial", "starter", "standard", "large", "unlimited"] as const;

/** Says a plan's name in the language of the page. */
export function usePlanName(): (plan: string) => string {
  const { t } = useTranslation();
  return (plan) => {
    const known = builtIn.find((name) => name === plan);
    return known === undefined ? plan : t(`plans.${known}`);
  };
}
