import { usage } from "@meridian/core/billing";
import {
  createKey,
  getShop,
  listAudit,
  listExports,
  listKeys,
  revokeKey,
  rotateKey,
  startExport,
  updateKey,
  updateShop,
  verifyAudit,
} from "@meridian/core/tenants";
import { mutation, query, router } from "./surface.ts";

export const tenantsRouter = router({
  createKey: mutation(createKey),
  getShop: query(getShop),
  listAudit: query(listAudit),
  listExports: query(listExports),
  listKeys: query(listKeys),
  revokeKey: mutation(revokeKey),
  rotateKey: mutation(rotateKey),
  startExport: mutation(startExport),
  updateKey: mutation(updateKey),
  updateShop: mutation(updateShop),
  usage: query(usage),
  verifyAudit: query(verifyAudit),
});
