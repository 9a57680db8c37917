import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { Readable } from "node:stream";
import express, { type Response } from "express";
import { expect, it } from "vitest";
import { sendStream } from "./send-stream.ts";

/** What becomes of sending when the caller does this with its connection. */
async function sent(open: () => Readable, first?: (response: Response) => Promise<void>): Promise<unknown> {
  const outcome = Promise.withResolvers<unknown>();
  const app = express().get("/", async (_, response) => {
    await first?.(response);
    await sendStream(open, response).then(
      () => outcome.resolve("told nothing"),
      (error: unknown) => {
        outcome.resolve(error);
        response.destroy();
      },
    );
  });
  const server = app.listen(0);
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "localhost");
  socket.on("error", () => undefined).write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  socket.once("data", () => socket.destroy());
  const result = await outcome.promise;
  socket.destroy();
  server.close();
  return result;
}

const endless = (): Readable =>
  new Readable({
    read() {
      this.push(Buffer.alloc(64_000));
    },
  });

it("says nothing of a caller who hangs up on the way", async () => {
  await expect(sent(endless)).resolves.toBe("told nothing");
});

it("opens nothing for a caller who is gone already", async () => {
  const opened: Readable[] = [];
  const open = (): Readable => {
    const stream = endless();
    opened.push(stream);
    return stream;
  };
  const gone = async (response: Response): Promise<void> => {
    response.destroy();
    await once(response, "close");
  };
  await expect(sent(open, gone)).resolves.toBe("told nothing");
  expect(opened).toEqual([]);
});

it("tells of a file that cannot be read", async () => {
  const torn = (): Readable =>
    new Readable({
      read() {
        this.destroy(new Error("the disk is gone"));
      },
    });
  await expect(sent(torn)).resolves.toMatchObject({ message: "the disk is gone" });
});
