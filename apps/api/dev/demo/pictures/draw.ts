/**
 * Draws the pictures of the demo catalogue: `node apps/api/dev/demo/pictures/draw.ts`. Chromium turns each drawing
 * into WebP once; the files are kept, so that filling a demo shop needs no browser.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import sparticuz from "@sparticuz/chromium";
import { desk } from "./desk.ts";
import { kitchen } from "./kitchen.ts";
import { light } from "./light.ts";
import { outdoors } from "./outdoors.ts";
import { type Draw, scene, type TintName, tints } from "./tints.ts";
import { wool } from "./wool.ts";

const rooms = { light, kitchen, wool, desk, outdoors };

/** Colours that a product comes in, the one of its main picture first. */
const colours: Readonly<Record<string, readonly TintName[]>> = {
  "aurora-table-lamp": ["moss", "sand", "night"],
  "lumi-reading-light": ["black", "white"],
  "stoneware-mug": ["moss", "sand", "night", "clay"],
  "enamel-kettle": ["red", "blue"],
  "fjord-blanket": ["moss", "sand", "night"],
  "woven-cushion": ["clay", "night"],
  "knitted-beanie": ["red", "moss", "night"],
  "linen-towel": ["sand", "blue"],
  "wool-socks": ["night"],
  notebook: ["clay"],
  "day-pack": ["moss", "clay", "night"],
  "thermos-bottle": ["blue"],
  "rain-cape": ["sand"],
};

const size = 640;
const quality = 0.82;

/** Runs in the browser: a text, because this folder's types know no page. */
const inPage = `async (source, side, quality) => {
  const image = new Image();
  image.src = "data:image/svg+xml;utf8," + encodeURIComponent(source);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  canvas.getContext("2d").drawImage(image, 0, 0, side, side);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}`;

const browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [room, things] of Object.entries(rooms)) {
  for (const [name, draw] of Object.entries<Draw>(things)) {
    for (const colour of colours[name] ?? ["oak"]) {
      const svg = scene(room as keyof typeof rooms, draw(tints[colour]));
      const base64 = await page.evaluate<string>(`(${inPage})(${JSON.stringify(svg)}, ${size}, ${quality})`);
      const file = (colours[name]?.length ?? 0) > 1 ? `${name}-${colour}.webp` : `${name}.webp`;
      const bytes = Buffer.from(base64, "base64");
      if (bytes.length > 15_000) throw new Error(`${file} is larger than 15 kB: ${bytes.length}`);
      writeFileSync(join(import.meta.dirname, file), bytes);
    }
  }
}
await browser.close();
