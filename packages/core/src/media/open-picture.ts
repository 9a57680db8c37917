import type { Settings } from "../platform/settings.ts";
import { openFile, type OpenPicture } from "./adapters/filesystem.ts";

/**
 * The picture behind `/media/<tenantId>/<file>`, or undefined. Names are matched by pattern, so nothing
 * outside the region's folder of pictures can be reached. Send it with `nosniff`.
 */
export function openPicture(settings: Settings, tenantId: string, file: string): Promise<OpenPicture | undefined> {
  return openFile(settings.mediaDir, tenantId, file);
}
