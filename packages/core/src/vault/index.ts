export { destroyKeys } from "./destroy-keys.ts";
export { keyStatus } from "./key-status.ts";
export { retireMasterKey } from "./retire-master-key.ts";
export { retirePreviousKeys } from "./retire-previous-keys.ts";
export { rotateKey } from "./rotate-key.ts";
export { rotateMaster } from "./rotate-master.ts";
export type { SealedThings } from "./seal-anew.ts";
