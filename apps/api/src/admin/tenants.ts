import {
  createKey,
  getShop,
  listAudit,
  listKeys,
  revokeKey,
  rotateKey,
  updateKey,
  updateShop,
  verifyAudit,
} from "@meridian/core/tenants";
import { mutation, query, router } from "./surface.ts";

export const tenantsRouter = router({
  createKey: mutation(createKey),
  getShop: query(getShop),
  listAudit: query(listAudit),
  listKeys: query(listKeys),
  revokeKey: mutation(revokeKey),
  rotateKey: mutation(rotateKey),
  updateKey: mutation(updateKey),
  updateShop: mutation(updateShop),
  verifyAudit: query(verifyAudit),
});
