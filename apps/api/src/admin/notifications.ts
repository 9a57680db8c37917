import { listNotifications } from "@meridian/core/notifications";
import { query, router } from "./surface.ts";

export const notificationsRouter = router({ list: query(listNotifications) });
