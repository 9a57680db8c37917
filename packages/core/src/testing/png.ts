import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(name: string, data: Buffer): Buffer {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  const named = Buffer.concat([Buffer.from(name), data]);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

interface Png {
  /** Of every pixel, 0 to 255; "noise" cannot be compressed. */
  readonly shade?: number | "noise";
  /** Claims the size without having the pixels. */
  readonly hollow?: boolean;
  /** A remark in the file that is no part of the picture. */
  readonly comment?: string;
}

/** A picture in shades of grey (PNG, ISO 15948), different for each shade. */
export function png(width: number, height: number, { shade = 0, hollow = false, comment }: Png = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const row = (): Buffer =>
    Buffer.concat([Buffer.alloc(1), shade === "noise" ? randomBytes(width) : Buffer.alloc(width, shade)]);
  const rows = hollow ? [Buffer.alloc(1)] : Array.from({ length: height }, row);
  const remark = comment === undefined ? [] : [chunk("tEXt", Buffer.from(`Comment\0${comment}`, "latin1"))];
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...remark,
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
