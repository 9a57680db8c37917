/** Shapes of the operator's work on keys. No key is in any of them. */
import { z } from "zod";

const keyId = z.string().min(1);
/** A tenant's id; `control` for the control plane's own secrets. */
const ownerId = z.string().min(1);

export const RewrapKey = z.object({
  key: z.object({
    id: keyId,
    ownerId,
    wrapped: z.string(),
    masterKeyId: keyId,
    state: z.enum(["current", "previous"]),
  }),
  /** The data key wrapped anew, and by which master key. */
  wrapped: z.string(),
  masterKeyId: keyId,
});
export const Rewrapped = z.object({ done: z.boolean() });

export const ReplaceKey = z.object({
  replaced: RewrapKey.shape.key,
  key: RewrapKey.shape.key,
  /** From when on the replaced key is destroyed. */
  retireAt: z.date(),
});

export const RetireMasterKey = z.object({ masterKeyId: keyId });
export const MasterKeyRetired = z.object({
  retired: z.boolean(),
  /** Data keys that are still wrapped by it. */
  inUse: z.int(),
});

export const DestroyKeys = z.object({ ownerId });
export const KeysDestroyed = z.object({ keys: z.int() });
