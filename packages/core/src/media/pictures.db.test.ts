import { readdir, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../kernel/ids.ts";
import type { TenantCtx } from "../platform/context.ts";
import { newId } from "../platform/new-id.ts";
import { png } from "../testing/png.ts";
import { openTestShop, type TestShop } from "../testing/tenant.ts";
import { addPicture, arrangePictures, fetchPictures, listPicturesOf, openPicture, removePicture } from "./index.ts";
import { removeOrphans } from "./remove-orphans.ts";
import { AddPicture, ArrangePictures } from "./schemas.ts";

let shop: TestShop;
let server: Server;
let host: string;
const asked: string[] = [];

beforeAll(async () => {
  shop = await openTestShop();
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const to = /^\/to\/(.*)/.exec(request.url ?? "")?.[1];
    if (to !== undefined) response.writeHead(302, { location: decodeURIComponent(to) }).end();
    else if (request.url?.endsWith(".png") === true) response.end(png(2, 2, { shade: Number(request.url.at(-5)) }));
    else if (request.url === "/text") response.end("<svg onload=alert(1)>");
    else if (request.url === "/huge") response.end(Buffer.alloc(11 * 1024 * 1024));
    else if (request.url === "/broken") request.socket.destroy();
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await shop.close();
});

async function product(): Promise<Id<"prd">> {
  const id = newId("prd");
  await shop.database.owner.query(
    `insert into "${shop.tenant.schema}".products (id, status, tax_class, tags, custom_fields, options, created_at, updated_at)
     values ($1, 'draft', 'standard', '[]', '{}', '[]', now(), now())`,
    [id],
  );
  return id;
}

const upload = (productId: Id<"prd">, bytes: Buffer, ctx: TenantCtx = shop.staff("editor")) =>
  addPicture(ctx, AddPicture.parse({ productId, base64: bytes.toString("base64"), alt: { de: "Lampe" } }));
const job = { jobId: "job", attempt: 1, progress: () => Promise.resolve() };
const fetching = (): TenantCtx => {
  const ctx = shop.service();
  return { ...ctx, settings: { ...ctx.settings, privateMediaHosts: [host] } };
};

describe("uploading", () => {
  test("stores a picture once, shows it with each product, and serves its bytes", async () => {
    const [one, two] = [await product(), await product()];
    const picture = await upload(one, png(3, 2));
    expect(picture).toMatchObject({ width: 3, height: 2, alt: { de: "Lampe" }, position: 0 });
    expect((await upload(two, png(3, 2))).id).toBe(picture.id);
    const file = picture.url.split("/").at(-1) ?? "";
    expect(picture.url).toBe(`http://eu.test/media/${shop.tenant.id}/${file}`);
    const opened = await openPicture(shop.service().settings, shop.tenant.id, file);
    expect(opened).toMatchObject({ mime: "image/png", bytes: png(3, 2).length });
    const chunks: Uint8Array[] = [];
    for await (const chunk of opened?.stream() ?? []) chunks.push(chunk as Uint8Array);
    expect(Buffer.concat(chunks)).toEqual(png(3, 2));
  });

  test("keeps a wide picture in smaller widths too, and nothing that it told besides", async () => {
    const one = await product();
    const picture = await upload(one, png(700, 70, { shade: "noise", comment: "taken at 52.5 13.4" }));
    expect(picture.sizes.map(({ width }) => width)).toEqual([320, 640]);
    const [narrow] = picture.sizes;
    expect(narrow?.url).toBe(picture.url.replace(".png", "-320.webp"));
    const { settings } = shop.service();
    const opened = (url = "") => openPicture(settings, shop.tenant.id, url.split("/").at(-1) ?? "");
    expect(await opened(narrow?.url)).toMatchObject({ mime: "image/webp" });
    const whole = await opened(picture.url);
    const chunks: Uint8Array[] = [];
    for await (const chunk of whole?.stream() ?? []) chunks.push(chunk as Uint8Array);
    expect(Buffer.concat(chunks).includes("taken at")).toBe(false);
  });

  test.each([
    "../secret.png",
    "..%2f..%2fetc%2fpasswd",
    `${"a".repeat(64)}.svg`,
    "",
    `${"a".repeat(64)}-321.webp`,
    `${"a".repeat(64)}-320.png`,
    `${"a".repeat(64)}.png/..`,
    `${"b".repeat(64)}.png`,
  ])("serves nothing for %s", async (file) => {
    expect(await openPicture(shop.service().settings, shop.tenant.id, file)).toBeUndefined();
    expect(await openPicture(shop.service().settings, "../..", `${"a".repeat(64)}.png`)).toBeUndefined();
  });

  test("refuses what is no picture, too large a picture, and an unknown product", async () => {
    const id = await product();
    await expect(upload(id, Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).rejects.toMatchObject({
      code: "media.picture_type",
    });
    await expect(upload(id, png(50_000, 50_000, { hollow: true }))).rejects.toMatchObject({
      code: "media.picture_too_large",
    });
    await expect(upload(id, png(9_000, 9_000, { hollow: true }))).rejects.toMatchObject({
      code: "media.picture_too_large",
    });
    // The size that it claims is allowed, the pixels are not there.
    await expect(upload(id, png(900, 900, { hollow: true }))).rejects.toMatchObject({ code: "media.picture_type" });
    await expect(upload(id, png(900, 900).subarray(0, -40))).rejects.toMatchObject({ code: "media.picture_type" });
    await expect(upload(newId("prd"), png(1, 1))).rejects.toMatchObject({ kind: "not_found" });
    await expect(upload(id, png(1, 1), shop.staff("viewer"))).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("leaves nothing on the disk for a picture that did not come to be, and nothing else is touched", async () => {
    const folder = join(shop.service().settings.mediaDir, shop.tenant.id);
    const kept = await upload(await product(), png(5, 5));
    const before = new Set(await readdir(folder));
    const unlucky = png(700, 6, { shade: "noise" });
    await expect(upload(newId("prd"), unlucky)).rejects.toMatchObject({ kind: "not_found" });
    const draft = ".0011223344556677.part";
    await writeFile(join(folder, draft), "half");
    const orphans = (await readdir(folder)).filter((name) => !before.has(name));
    expect(orphans.length).toBeGreaterThan(2);
    await removeOrphans(shop.service());
    expect(await readdir(folder)).toEqual(expect.arrayContaining([...before, ...orphans]));

    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), old, old);
    const young = orphans.find((name) => name.endsWith(".png")) ?? "";
    const again = await product();
    await upload(again, unlucky);
    await removeOrphans(shop.service());
    const left = await readdir(folder);
    expect(left).toEqual(expect.arrayContaining([young, kept.url.split("/").at(-1) ?? ""]));
    expect(left).not.toContain(draft);
  });

  test("an orphan of yesterday goes, with its smaller copies", async () => {
    const folder = join(shop.service().settings.mediaDir, shop.tenant.id);
    const before = (await readdir(folder)).toSorted();
    await expect(upload(newId("prd"), png(700, 7, { shade: "noise" }))).rejects.toMatchObject({ kind: "not_found" });
    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), old, old);
    await removeOrphans(shop.service());
    expect((await readdir(folder)).toSorted()).toEqual(before);
  });

  test("arranges and removes", async () => {
    const id = await product();
    const [a, b] = [await upload(id, png(1, 1, { shade: 1 })), await upload(id, png(1, 1, { shade: 2 }))];
    const arranged = await arrangePictures(
      shop.staff(),
      ArrangePictures.parse({ productId: id, pictures: [{ id: b.id, alt: { en: "Lamp" }, focal: { x: 20, y: 100 } }] }),
    );
    expect(arranged.items.map((picture) => [picture.id, picture.alt, picture.focal])).toEqual([
      [b.id, { en: "Lamp" }, { x: 20, y: 100 }],
      [a.id, { de: "Lampe" }, { x: 50, y: 50 }],
    ]);
    expect(
      ArrangePictures.safeParse({ productId: id, pictures: [{ id: a.id, focal: { x: 101, y: 0 } }] }).success,
    ).toBe(false);
    await removePicture(shop.staff(), { productId: id, id: b.id });
    await expect(removePicture(shop.staff(), { productId: id, id: b.id })).rejects.toMatchObject({ kind: "not_found" });
    expect((await listPicturesOf(shop.staff("viewer"), { productId: id })).items.map((picture) => picture.id)).toEqual([
      a.id,
    ]);
  });
});

describe("fetching", () => {
  const item = (productId: Id<"prd">, url: string, row: number) => ({ productId, variantId: null, url, alt: {}, row });

  test("adds in the file's order; running again fetches nothing twice", async () => {
    const id = await product();
    const items = [
      item(id, `http://${host}/7.png`, 2),
      item(id, `http://${host}/to/${encodeURIComponent("/8.png")}`, 3),
    ];
    expect(await fetchPictures.run(fetching(), { items }, job)).toMatchObject({ added: 2, warnings: [] });
    const before = asked.length;
    expect(await fetchPictures.run(fetching(), { items }, job)).toMatchObject({ added: 0, warnings: [] });
    expect(asked.length).toBe(before);
    expect((await listPicturesOf(shop.staff(), { productId: id })).items.map((picture) => picture.position)).toEqual([
      0, 1,
    ]);
  });

  test.each([
    ["test-image.png", "picture_address"],
    ["file:///etc/passwd", "picture_address"],
    ["http://user:pw@example.com/a.png", "picture_address"],
    ["http://127.0.0.1/a.png", "picture_not_allowed"],
    ["http://2130706433/a.png", "picture_not_allowed"],
    ["http://0x7f.1/a.png", "picture_not_allowed"],
    ["http://[::ffff:127.0.0.1]/a.png", "picture_not_allowed"],
    ["http://169.254.169.254/latest/meta-data", "picture_not_allowed"],
    ["http://localhost/a.png", "picture_not_allowed"],
    ["http://93.184.216.34:6379/a.png", "picture_not_allowed"],
    ["/to/http%3A%2F%2F127.0.0.1%2Fa.png", "picture_not_allowed"],
    ["/to/file%3A%2F%2F%2Fetc%2Fpasswd", "picture_address"],
    ["/missing", "picture_not_found"],
    ["/text", "picture_type"],
    ["/huge", "picture_too_large"],
    ["/broken", "picture_unreachable"],
  ])("%s is a warning: %s", async (url, code) => {
    const address = url.startsWith("/") ? `http://${host}${url}` : url;
    const { warnings } = await fetchPictures.run(fetching(), { items: [item(await product(), address, 5)] }, job);
    expect(warnings).toEqual([{ row: 5, code, value: address }]);
  });

  test("a redirect without end is given up", async () => {
    const loop = `http://${host}/to/${encodeURIComponent("/to/%2Fto%2F%252Fto%252F%25252Fmissing")}`;
    const { warnings } = await fetchPictures.run(fetching(), { items: [item(await product(), loop, 1)] }, job);
    expect(warnings).toMatchObject([{ code: "picture_not_found" }]);
  });

  test("a host that fails three times is asked no more", async () => {
    const id = await product();
    const before = asked.length;
    const items = Array.from({ length: 9 }, (_, i) => item(id, `http://${host}/broken`, i));
    const { warnings } = await fetchPictures.run(fetching(), { items }, job);
    expect(warnings).toHaveLength(9);
    expect(asked.length - before).toBe(3);
  });
});
