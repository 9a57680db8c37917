import { createSocket } from "node:dgram";
import { answerTo, type DnsRecord, questionOf } from "./packet.ts";

/** A name server whose records are set by hand: the merchant's name server of tests and of a developer's machine. */
export interface NameServer {
  readonly address: string;
  readonly records: () => readonly DnsRecord[];
  /** Replaces the records of this name and type; no value removes them. */
  set(name: string, type: DnsRecord["type"], ...values: string[]): void;
  /** While it is away, every question goes unanswered with a failure. */
  fail(away: boolean): void;
  close(): Promise<void>;
}

const loopback: DnsRecord = { name: "localhost", type: "A", value: "127.0.0.1" };

export async function startNameServer(port: number): Promise<NameServer> {
  const socket = createSocket("udp4");
  let records: DnsRecord[] = [loopback];
  let away = false;
  socket.on("message", (packet, from) => {
    const question = questionOf(packet);
    if (question === undefined) return;
    const named = records.filter(({ name }) => name === question.name);
    const matching = named.filter(({ type }) => type === question.type || type === "CNAME");
    const answer = answerTo(question, away ? [] : matching, named.length > 0);
    // Server failure: the resolver learns nothing.
    if (away) answer.writeUInt16BE(0x8582, 2);
    socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, "127.0.0.1", () => resolve());
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records: () => records,
    set: (name, type, ...values) => {
      records = [
        ...records.filter((record) => record.name !== name || record.type !== type),
        ...values.map((value) => ({ name, type, value })),
      ];
    },
    fail: (next) => void (away = next),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
