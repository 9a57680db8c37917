import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";

const hangUps = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_UNABLE_TO_PIPE"]);

/** Sends a file. Who hangs up before its end has seen enough: that is no failure of ours. */
export async function sendStream(open: () => Readable, response: Response): Promise<void> {
  if (response.destroyed) return;
  try {
    await pipeline(open(), response);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && hangUps.has(String(error.code)))) throw error;
  }
}
