import { readFileSync } from "node:fs";
import { transact } from "../emulator.ts";
import type { Emulator } from "../emulator.ts";
import { json } from "../reply.ts";
import type { Incoming, Reply } from "../reply.ts";
import { answerChallenge } from "./answer-challenge.ts";
import { answerCheckout } from "./answer-checkout.ts";
import { answerTransfer } from "./answer-transfer.ts";
import { indexPage } from "./index-page.ts";
import { missingPage } from "./notice-page.ts";

const STYLES = readFileSync(new URL("./checkout.css", import.meta.url), "utf8");

/** What a browser asks for: hosted pages, their styles, and the index. */
export function answerPage(emulator: Emulator, incoming: Incoming): Reply {
  const [, first = "", second = "", id = "", verb = ""] = incoming.path.split("/");
  if (incoming.path === "/") return indexPage(emulator);
  if (incoming.path === "/assets/checkout.css") {
    return {
      status: 200,
      headers: { "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" },
      body: STYLES,
    };
  }
  if (first === "c" && second === "pay") return transact(emulator, () => answerCheckout(emulator, incoming, id, verb));
  if (first === "c" && second === "authenticate")
    return transact(emulator, () => answerChallenge(emulator, incoming, id));
  if (first === "c" && second === "transfer") return transact(emulator, () => answerTransfer(emulator, incoming, id));
  return incoming.method === "GET" ? missingPage(incoming) : json(404, { error: { message: "Not found" } });
}
