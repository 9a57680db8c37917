import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { recordOf, recordsPage } from "./page.ts";
import { startNameServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    /** Questions come by UDP, people by HTTP. */
    port: { type: "string" },
  },
});
const port = Number(values.port);
const names = await startNameServer(port);
const page = createServer((request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'",
      "cache-control": "no-store",
    });
    response.end(recordsPage(names.records()));
    return;
  }
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (piece: string) => (body = (body + piece).slice(0, 10_000)));
  request.on("end", () => {
    const record = recordOf(body);
    if (record !== undefined) names.set(record.name, record.type, ...record.values);
    response.writeHead(303, { location: "/" });
    response.end();
  });
});
page.listen(port, "127.0.0.1");

process.once("SIGTERM", () => {
  page.close();
  page.closeAllConnections();
  void names.close();
});
