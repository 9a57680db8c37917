import { listConsent, verifyConsent } from "@meridian/core/consent";
import { query, router } from "./surface.ts";

export const consentRouter = router({ list: query(listConsent), verify: query(verifyConsent) });
