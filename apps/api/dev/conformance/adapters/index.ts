import type { Adapter } from "../adapter.ts";
import { addressFormats, postalCodes } from "./addresses.ts";
import { catalogFiles } from "./catalogs.ts";
import { gpcEffects, gpcHeaders } from "./consent.ts";
import { dates, directions, lists, locales, numbers, percents, plurals, relativeDays, units } from "./i18n.ts";
import { jurisdictions } from "./jurisdiction.ts";
import { allocation, cashRounding, cashTable, currencyTable, moneyFormats } from "./money.ts";
import { providerDigits, signatures } from "./payments.ts";
import { ecbList, ecbXml, exchanges } from "./rates.ts";
import { taxRates } from "./tax-rates.ts";
import { taxIds } from "./tax-ids.ts";
import { netToGross, taxCases, unrounded } from "./tax.ts";

/** Every kind of case that has a function to meet. A file may be of several. */
export const adapters: readonly Adapter[] = [
  taxCases,
  netToGross,
  unrounded,
  taxIds,
  taxRates,
  jurisdictions,
  allocation,
  cashRounding,
  cashTable,
  currencyTable,
  moneyFormats,
  exchanges,
  ecbXml,
  ecbList,
  locales,
  dates,
  numbers,
  percents,
  lists,
  units,
  relativeDays,
  plurals,
  directions,
  signatures,
  providerDigits,
  gpcHeaders,
  gpcEffects,
  postalCodes,
  addressFormats,
  catalogFiles,
];
