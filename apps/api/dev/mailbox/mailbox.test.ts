import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../ports.ts";
import { serveMailbox } from "./http.ts";
import { listenForMail } from "./smtp.ts";
import { openMailStore } from "./store.ts";
import type { Mail } from "./store.ts";

const dir = mkdtempSync(join(tmpdir(), "mailbox-"));
const folders = { eu: join(dir, "eu"), us: join(dir, "us") };
const origin = "http://localhost:4000";
let smtp: number;
let url: string;
const stop: (() => void)[] = [];

beforeAll(async () => {
  const store = await openMailStore(folders);
  const receiver = await listenForMail("eu", (smtp = await freePort()), store);
  const port = await freePort();
  const http = await serveMailbox(store, port, [origin]);
  url = `http://127.0.0.1:${port}`;
  stop.push(
    () => receiver.close(() => undefined),
    () => http.close(),
  );
});

afterAll(() => {
  for (const close of stop) close();
  rmSync(dir, { recursive: true });
});

/** Speaks SMTP line by line, as any mail program does. */
async function send(port: number, to: string, message: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const say = ["EHLO test", "MAIL FROM:<shop@example.test>", `RCPT TO:<${to}>`, "DATA", `${message}\r\n.`, "QUIT"];
  for await (const line of createInterface({ input: socket })) {
    expect(line).toMatch(/^[23]/);
    const next = /^\d{3} /.test(line) ? say.shift() : undefined;
    if (next !== undefined) socket.write(`${next}\r\n`);
  }
}

const message = [
  "From: Shop <shop@example.test>",
  "To: Anna <anna@example.test>",
  "Subject: =?utf-8?Q?Best=C3=A4tigung?=",
  "Content-Language: de",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "Bitte <b>hier</b>: http://localhost:4000/verify?a=1&b=2",
].join("\r\n");

test("a mail sent by SMTP is listed, read and kept over a restart", async () => {
  await send(smtp, "anna@example.test", message);
  const { mails } = (await (await fetch(`${url}/mails?box=eu&to=ANNA@example.test`)).json()) as { mails: Mail[] };
  expect(mails).toMatchObject([{ box: "eu", to: ["anna@example.test"], subject: "Bestätigung", language: "de" }]);
  const id = mails[0]?.id ?? "";
  expect(await (await fetch(`${url}/mails/${id}`)).json()).toEqual(mails[0]);
  expect((await openMailStore(folders)).get(id)).toEqual(mails[0]);
});

test("other boxes and other people's mail stay out of the answer", async () => {
  for (const query of ["box=us", "to=bert@example.test"]) {
    expect(await (await fetch(`${url}/mails?${query}`)).json()).toEqual({ mails: [] });
  }
});

test("the page for people links the addresses of a text and escapes the rest", async () => {
  const list = await (await fetch(url)).text();
  const path = /href="(\/read\/[^"]+)"/.exec(list)?.[1] ?? "";
  const page = await (await fetch(`${url}${path}`)).text();
  expect(page).toContain('<a href="http://localhost:4000/verify?a=1&amp;b=2">');
  expect(page).toContain("Bitte &lt;b&gt;hier&lt;/b&gt;");
});

test("only the console's pages may read the JSON", async () => {
  const allowed = async (from: string) =>
    (await fetch(`${url}/mails`, { headers: { origin: from } })).headers.get("access-control-allow-origin");
  expect(await allowed(origin)).toBe(origin);
  expect(await allowed("http://evil.example")).toBeNull();
  expect((await fetch(`${url}/mails/none`)).status).toBe(404);
  expect((await fetch(`${url}/mails`, { method: "POST" })).status).toBe(405);
});
