import { openPicture } from "@meridian/core/media";
import { type Request, type Response, Router } from "express";
import type { Settings } from "@meridian/core/platform/settings";
import { sendStream } from "./send-stream.ts";

/** Pictures by tenant and content hash. Their names never change their content, so they are kept for a year. */
export function media(settings: Settings): Router {
  const router = Router();
  router.get(
    "/media/:tenantId/:file",
    async (request: Request<{ tenantId: string; file: string }>, response: Response) => {
      const picture = await openPicture(settings, request.params.tenantId, request.params.file);
      if (picture === undefined) {
        response.status(404).end();
        return;
      }
      response.set({
        "content-type": picture.mime,
        "cache-control": "public, max-age=31536000, immutable",
        "cross-origin-resource-policy": "cross-origin",
        "content-security-policy": "default-src 'none'; sandbox",
      });
      response.set("content-length", String(picture.bytes));
      await sendStream(() => picture.stream(), response);
    },
  );
  return router;
}
