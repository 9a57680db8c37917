/** As much of RFC 1035 as a resolver's plain questions need. */

export const recordTypes = { A: 1, CNAME: 5, TXT: 16, AAAA: 28 } as const;
export type RecordType = keyof typeof recordTypes;

export interface DnsRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly value: string;
}

export interface Question {
  readonly id: number;
  readonly name: string;
  readonly type: RecordType | null;
  /** The question's own bytes, repeated in the answer. */
  readonly bytes: Buffer;
}

const headerBytes = 12;

/** The one question of a packet; undefined for anything else. */
export function questionOf(packet: Buffer): Question | undefined {
  if (packet.length < headerBytes + 5 || packet.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = headerBytes;
  for (;;) {
    const length = packet[at];
    if (length === undefined || length > 63) return undefined;
    at++;
    if (length === 0) break;
    labels.push(packet.toString("latin1", at, at + length));
    at += length;
  }
  if (at + 4 > packet.length) return undefined;
  const code = packet.readUInt16BE(at);
  const type = (Object.keys(recordTypes) as RecordType[]).find((one) => recordTypes[one] === code) ?? null;
  return {
    id: packet.readUInt16BE(0),
    name: labels.join(".").toLowerCase(),
    type,
    bytes: packet.subarray(headerBytes, at + 4),
  };
}

const nameBytes = (name: string): Buffer =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, "latin1")])),
    Buffer.from([0]),
  ]);

function dataOf({ type, value }: DnsRecord): Buffer {
  if (type === "A") return Buffer.from(value.split(".").map(Number));
  if (type === "CNAME") return nameBytes(value);
  if (type === "AAAA") return Buffer.from(value.replaceAll(":", ""), "hex");
  const pieces = value.match(/[\s\S]{1,255}/g) ?? [""];
  return Buffer.concat(
    pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece, "latin1")])),
  );
}

/** The answer with these records; `known` tells an empty answer from a name that is not there. */
export function answerTo(question: Question, records: readonly DnsRecord[], known: boolean): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(0x8580 | (known ? 0 : 3), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  const answers = records.map((record) => {
    const data = dataOf(record);
    const head = Buffer.alloc(10);
    head.writeUInt16BE(recordTypes[record.type], 0);
    head.writeUInt16BE(1, 2);
    head.writeUInt32BE(1, 4);
    head.writeUInt16BE(data.length, 8);
    return Buffer.concat([nameBytes(record.name), head, data]);
  });
  return Buffer.concat([header, question.bytes, ...answers]);
}
