import { operatorsRouter } from "./operators.ts";
import { staffRouter } from "./staff.ts";
import { router } from "./surface.ts";
import { tenantsRouter } from "./tenants.ts";

/** What a person may ask of the control plane: signing up, identity, members; and the operator's surface. */
export const platformAdminRouter = router({ operators: operatorsRouter, staff: staffRouter, tenants: tenantsRouter });
export type PlatformAdminRouter = typeof platformAdminRouter;
