export { seats } from "./seats.ts";
export { tenantUsage } from "./tenant-usage.ts";
export { usage } from "./usage.ts";
