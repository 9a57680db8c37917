import { join } from "node:path";
import { parseArgs } from "node:util";
import { serveMailbox } from "./http.ts";
import { listenForMail } from "./smtp.ts";
import { openMailStore } from "./store.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    /** `eu=4051`: one receiver per box. */
    smtp: { type: "string", multiple: true },
    /** Mails of a box are kept in `<data>/<box>/mail`. */
    data: { type: "string" },
    /** Pages of these origins may read the JSON. */
    origin: { type: "string", multiple: true },
  },
});

const boxes = (values.smtp ?? []).map((pair): [string, number] => {
  const [box = "", port] = pair.split("=");
  return [box, Number(port)];
});
const data = values.data ?? ".data";
const store = await openMailStore(Object.fromEntries(boxes.map(([box]) => [box, join(data, box, "mail")])));
const http = await serveMailbox(store, Number(values.port), values.origin ?? []);
const receivers = await Promise.all(boxes.map(([box, port]) => listenForMail(box, port, store)));

process.once("SIGTERM", () => {
  http.close();
  http.closeAllConnections();
  for (const receiver of receivers) receiver.close(() => undefined);
});
