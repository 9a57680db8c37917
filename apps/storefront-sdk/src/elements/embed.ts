/**
 * The script build: `<script async src="…/embed.js" data-endpoint data-public-key data-market data-locale
 * data-product-href>` defines the elements, and says for every `<meridian-shop>` what that leaves out.
 */
import { createClient } from "../client.ts";
import { createConsent } from "../consent.ts";
import { formatMoney } from "../money.ts";
import { define, setDefaults, setWords } from "./index.ts";

const { endpoint, publicKey, market, locale, productHref } =
  (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
setDefaults({ endpoint, "public-key": publicKey, market, locale, "product-href": productHref });
Object.assign(globalThis, { Meridian: { createClient, createConsent, formatMoney, setWords } });
define();
