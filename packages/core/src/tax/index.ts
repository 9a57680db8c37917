export { askEngine, wantsTaxEngine } from "./ask-engine.ts";
export { addCountryPreset } from "./add-country-preset.ts";
export { type KeptTaxAnswer, TaxFacts, type TaxSource } from "./engine-schemas.ts";
export { getTaxPolicy } from "./get-policy.ts";
export { getTaxSettings } from "./get-settings.ts";
export { listRates } from "./list-rates.ts";
export { knownRates } from "./presets.ts";
export { type OssReturn, TaxReport, TaxReportFile, TaxReportPeriod, type TaxReportRow } from "./report-schemas.ts";
export {
  countriesWithoutRates,
  ratesFor,
  ratesPart,
  requireTreatment,
  type Taxation,
  taxCurrencies,
} from "./rates-for.ts";
export { ratesSincePart, type TaxesFrom } from "./rates-since.ts";
export { removeRate } from "./remove-rate.ts";
export { calculate, type Calculation, type CalculationLine } from "./rules/calculate.ts";
export { grossOf, netOf, repriced } from "./rules/change-basis.ts";
export { checkTaxId } from "./rules/check-tax-id.ts";
export { chooseTaxes, type TaxChoice } from "./rules/choose-taxes.ts";
export { decideWithKnownRates } from "./decide-with-known-rates.ts";
export { registerAsOf, renewBefore, renewed } from "./rules/tax-id-evidence.ts";
export { treatmentOfCarried } from "./rules/shipping-in-parts.ts";
export { type DatedMovement, ossReturnOf, ratesWanted } from "./rules/oss-return.ts";
export {
  ossReturn,
  ossReturnCsv,
  refundMovements,
  type TaxMovement,
  taxReportCsv,
  taxReportRows,
  unitedStatesReturn,
} from "./rules/tax-report.ts";
export { grossOfDecimal, unroundedTaxes } from "./rules/unrounded.ts";
export { setTaxPolicy } from "./set-policy.ts";
export { setRate } from "./set-rate.ts";
export { setTaxSettings } from "./set-settings.ts";
export type { ImportValue, PricedLine, TaxIdEvidence, TaxTreatment, UnionSale } from "./schemas.ts";
export { amountOf, type Quote, quote } from "./quote.ts";
export {
  claimUnionSale,
  countUnionSale,
  keepUnionSale,
  releaseUnionSale,
  returnUnionSale,
} from "./count-union-sale.ts";
export { getUnionThreshold, unionThresholdNow } from "./union-threshold.ts";
export { evidenceOf, verifyTaxId } from "./verify-tax-id.ts";
