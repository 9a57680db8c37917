export { consentReference } from "./consent-reference.ts";
export { carriesGpc } from "./gpc.ts";
export { getConsent } from "./get-consent.ts";
export { getConsentPolicy } from "./get-consent-policy.ts";
export { listConsent } from "./list-consent.ts";
export { recordConsent } from "./record-consent.ts";
export { verifyConsent } from "./verify-consent.ts";
export { beforeChoice } from "./rules.ts";
