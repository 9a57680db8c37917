export { callControl, callRegion, regionReadiness } from "./adapters/region-client.ts";
export { assertRoom } from "./assert-room.ts";
export { copyPath, openCopy } from "./adapters/shop-files.ts";
export type { ControlSweep } from "./control-sweep.ts";
export {
  certificateOf,
  closeUntil,
  type DueErasure,
  dueErasures,
  freeSlugs,
  makeTombstone,
  openAgain,
} from "./queries/closing.ts";
export { eraseTenant } from "./erase-tenant.ts";
export { exportLink, opensExport } from "./export-link.ts";
export { finishErasures } from "./finish-erasures.ts";
export { listExports } from "./list-exports.ts";
export { makeExports } from "./make-exports.ts";
export { closeTenant, endTenantGrace, graceEnd, reopenTenant } from "./close-tenant.ts";
export { requestExport } from "./queries/exports.ts";
export { startExport } from "./start-export.ts";
export { limitsOf, lockLimits } from "./limits-of.ts";
export { limitReasonsOf } from "./queries/plans.ts";
export { listCells } from "./list-cells.ts";
export { listPlans } from "./list-plans.ts";
export { planOf } from "./queries/region-directory.ts";
export { setCellClosed } from "./set-cell-closed.ts";
export { setTenantLimit } from "./set-tenant-limit.ts";
export { setTenantPlan } from "./set-tenant-plan.ts";
export { countJobs } from "./queries/usage.ts";
export { createKey } from "./create-key.ts";
export { describeTenant } from "./describe-tenant.ts";
export { fillSpares } from "./fill-spares.ts";
export { hibernate, wake } from "./hibernate-tenant.ts";
export { hibernateShops, type Resting } from "./hibernate-shops.ts";
export { wakeShops } from "./wake-shops.ts";
export { type RegionWork, waitingTenants, workIn } from "./queries/waiting.ts";
export { Hibernating, RestingPage, type RestingTenant } from "./rest-schemas.ts";
export { listResting } from "./list-resting.ts";
export { hibernateTenant, wakeTenant } from "./rest-tenant.ts";
export { restFigures } from "./queries/hibernations.ts";
export { askToWake, noteSeen, noteTouched, restsUnasked } from "./queries/visits.ts";
export { findTenantById as tenantNow } from "./queries/region-directory.ts";
export { announceRest, endRest, mayRest, noteAsleep, noteAwake, notedResting } from "./queries/resting.ts";
export { idleDays, isWokenFor, nextOfIdle, noteOf, noticeDays, type Visitor } from "./rules/rest.ts";
export { getShop } from "./get-shop.ts";
export { getTenant } from "./get-tenant.ts";
export { lastHeard } from "./queries/tenant-steps.ts";
export { listAudit } from "./list-audit.ts";
export { listKeys } from "./list-keys.ts";
export { countTenants } from "./count-tenants.ts";
export { listSteps } from "./list-steps.ts";
export { listTenants } from "./list-tenants.ts";
export { noteShop } from "./note-shop.ts";
export { provisionTenant } from "./provision-tenant.ts";
export { tenantsByIds } from "./queries/directory.ts";
export { type CellFigures, regionFigures, type RegionFigures } from "./queries/region-figures.ts";
export { migrateTenants } from "./migrate-tenants.ts";
export { migrationFailures } from "./queries/migrations.ts";
export { announceDaily } from "./announce-daily.ts";
export { migrationTargets } from "./queries/region-directory.ts";
export { earlierSettingsPart, shopSettings, shopSettingsPart } from "./queries/shop.ts";
export { appliedSteps } from "./queries/steps.ts";
export { keyByHash, tenantById } from "./region-directory.ts";
export { createRecall } from "./recall.ts";
export { tellSilence } from "./region-silence.ts";
export { registerTenant } from "./register-tenant.ts";
export { resumeTenant } from "./resume-tenant.ts";
export { revokeKey } from "./revoke-key.ts";
export { rotateKey } from "./rotate-key.ts";
export { originAllowed } from "./rules/origin.ts";
export { setTenantStatus } from "./set-tenant-status.ts";
export { suspendTenant } from "./suspend-tenant.ts";
export { updateKey } from "./update-key.ts";
export { assertShopName, updateShop } from "./update-shop.ts";
export { verifyAudit } from "./verify-audit.ts";
export { usualRoom } from "./rules/placement.ts";
