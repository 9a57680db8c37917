export { type CartApi, type ReturnPages } from "./cart.ts";
export { type CallOptions, type Client, type ClientOptions, createClient } from "./client.ts";
export { MeridianError } from "./errors.ts";
export type { ClientEvents } from "./events.ts";
export { formatMoney, minorUnits } from "./money.ts";
export type { KeyValueStorage } from "./storage.ts";
export type * from "./types.ts";
export { direction, type Say, translator, type Words } from "./words.ts";
