import { SMTPServer } from "smtp-server";
import type { MailStore } from "./store.ts";

const MAX_BYTES = 10 * 1024 * 1024;

/** A real SMTP receiver of one box: whatever is sent here is delivered to nobody. */
export function listenForMail(box: string, port: number, store: MailStore): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    banner: "Meridian development mailbox",
    size: MAX_BYTES,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", done);
      stream.on("end", () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error("The message is too big."), { responseCode: 552 }));
          return;
        }
        store.add(box, Buffer.concat(chunks)).then(
          () => done(),
          (error: Error) => done(error),
        );
      });
    },
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      // A client that hangs up in the middle is no reason to stop.
      server.on("error", () => undefined);
      resolve(server);
    });
  });
}
