import { readFile } from "node:fs/promises";

const timeoutMillis = 10_000;
const maxBytes = 2_000_000;
/** The file is the same for every shop of the region: within this time it is fetched once. */
const keptMillis = 5 * 60_000;

/** The rates could not be fetched; what was said stands in `cause`. */
export class EcbUnreachable extends Error {}

const kept = new Map<string, { readonly at: number; readonly text: Promise<string> }>();

/** The European Central Bank's file of rates. `file:` addresses are read from the disk, for development. */
export function ecbFile(address: string, now: Date): Promise<string> {
  const before = kept.get(address);
  if (before !== undefined && now.getTime() - before.at < keptMillis && now.getTime() >= before.at) return before.text;
  const text = fetched(address);
  kept.set(address, { at: now.getTime(), text });
  // A failure is not kept: whoever asks next tries anew.
  text.catch(() => kept.delete(address));
  return text;
}

async function fetched(address: string): Promise<string> {
  try {
    const url = new URL(address);
    if (url.protocol === "file:") return await readFile(url, "utf8");
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMillis),
      redirect: "error",
      headers: { accept: "application/xml, text/xml" },
    });
    if (!answer.ok || answer.body === null) throw new Error(`status ${answer.status}`);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > maxBytes) throw new Error("too long");
      parts.push(part);
    }
    return new TextDecoder().decode(Buffer.concat(parts));
  } catch (error) {
    throw new EcbUnreachable("the file of exchange rates cannot be had", { cause: error });
  }
}
