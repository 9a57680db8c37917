import * as make from "../support/things.ts";
import type { Cases } from "./case.ts";

const period = { from: "2026-01-01", until: "2026-12-31" };

export const taxCases: Cases = {
  "tax.exportReport": { input: () => ({ ...period, country: "DE" }) },
  "tax.getPolicy": { input: () => ({}) },
  "tax.getUnionThreshold": { input: () => ({}) },
  "tax.report": { input: () => period },
  "tax.setPolicy": {
    input: async (world) => {
      const { version } = await world.admin<{ version: number }>("tax.getPolicy", {});
      const registrations = [{ country: "DE", scheme: "oss" }];
      return { establishment: null, registrations, countries: [{ country: "FR" }], version };
    },
  },
};

export const taxCartCases: Cases = {
  "carts.setTaxId": {
    input: async (world) => ({ cartId: (await make.cart(world)).id, taxId: "DE811569869" }),
  },
};
