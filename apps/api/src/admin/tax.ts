import { exportTaxReport, taxReport } from "@meridian/core/orders";
import {
  addCountryPreset,
  getTaxPolicy,
  getTaxSettings,
  getUnionThreshold,
  listRates,
  removeRate,
  setRate,
  setTaxPolicy,
  setTaxSettings,
} from "@meridian/core/tax";
import { mutation, query, router } from "./surface.ts";

export const taxRouter = router({
  addCountryPreset: mutation(addCountryPreset),
  exportReport: query(exportTaxReport),
  getPolicy: query(getTaxPolicy),
  getSettings: query(getTaxSettings),
  getUnionThreshold: query(getUnionThreshold),
  listRates: query(listRates),
  removeRate: mutation(removeRate),
  report: query(taxReport),
  setPolicy: mutation(setTaxPolicy),
  setRate: mutation(setRate),
  setSettings: mutation(setTaxSettings),
});
