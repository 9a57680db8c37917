import { useTranslation } from "react-i18next";

/** Classes that every shop has; a shop may use codes of its own beside them. */
export const commonClasses = ["standard", "reduced", "zero", "shipping"] as const;

export function useClassName(): (code: string) => string {
  const { t } = useTranslation("tax");
  return (code) => {
    const known = commonClasses.find((name) => name === code);
    return known === undefined ? code : t(`classes.${known}`);
  };
}
