/** The languages that the platform itself speaks: console, messages, mails, elements. A shop may sell in any other. */

/** BCP 47, the fallback first. */
export const languages = ["en", "de", "fr", "es", "ja", "ar"] as const;

export type Language = (typeof languages)[number];
