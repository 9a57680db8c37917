import "i18next";
import type { Words } from "./locales/words.ts";

/** The English words are the list of keys: a key that does not exist does not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    returnNull: false;
    resources: Words;
  }
}
