/**
 * What a JPEG carries besides its picture (ITU T.81 §B.2.4): Exif (CIPA DC-008) with place, time and device, XMP,
 * IPTC, comments, and further pictures or films behind its end.
 */
const [soi, eoi, sos] = [0xd8, 0xd9, 0xda];
const comment = 0xfe;
const [jfif, icc, adobe, lastApp] = [0xe0, 0xe2, 0xee, 0xef];

/** Whether there is anything besides the picture, its size on paper and its colours. */
export function carriesNotes(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0xff || bytes[1] !== soi) return true;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = view.getUint8(at + 1);
    if (bytes[at] !== 0xff || isNote(bytes, at, marker)) return true;
    at += 2 + view.getUint16(at + 2);
    if (marker === sos) at = endOfScan(bytes, at);
    // Behind the end of the picture nothing may follow.
    if (bytes[at] === 0xff && bytes[at + 1] === eoi) return at + 2 !== bytes.length;
  }
  return true;
}

function isNote(bytes: Uint8Array, at: number, marker: number): boolean {
  if (marker === icc) return String.fromCodePoint(...bytes.subarray(at + 4, at + 15)) !== "ICC_PROFILE";
  const isApp = marker >= jfif && marker <= lastApp;
  return marker === comment || (isApp && marker !== jfif && marker !== adobe);
}

/** Where the next marker stands: stuffed bytes (0) and restarts (0xd0 to 0xd7) belong to the scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
