import { addCountryPreset, getTaxSettings, listRates, removeRate, setRate, setTaxSettings } from "@meridian/core/tax";
import { mutation, query, router } from "./surface.ts";

export const taxRouter = router({
  addCountryPreset: mutation(addCountryPreset),
  getSettings: query(getTaxSettings),
  listRates: query(listRates),
  removeRate: mutation(removeRate),
  setRate: mutation(setRate),
  setSettings: mutation(setTaxSettings),
});
