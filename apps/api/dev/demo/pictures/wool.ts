import { type Draw, oval, rect, shadow, shape, stroke, tints } from "./tints.ts";

const { cream } = tints;
const stitches = (x: number, y: number, columns: number, rows: number, step: number, colour: string): string => {
  const lines = Array.from({ length: columns }, (_, i) => {
    const from = x + i * step;
    return Array.from({ length: rows }, (__, j) => `M${from} ${y + j * 22} l${step / 2} 12 l${step / 2} -12`).join(" ");
  });
  return stroke(lines.join(" "), colour, 4, 'opacity="0.45"');
};

const blanket: Draw = (t) =>
  shadow(400, 250) +
  [0, 1, 2, 3]
    .map(
      (i) =>
        rect(190, 560 - i * 82, 420, 84, 40, i % 2 ? t.dark : t.base) +
        rect(190, 564 - i * 82, 420, 22, 11, t.light, 'opacity="0.6"'),
    )
    .join("") +
  shape("M470 300 H600 L620 600 H500Z", t.base) +
  shape("M470 300 H506 L540 600 H500Z", t.light, 'opacity="0.5"') +
  [505, 525, 545, 565, 585, 605].map((x) => stroke(`M${x} 600 v34`, t.dark, 6)).join("") +
  stroke("M478 380 L606 392 M486 450 L610 460", cream.base, 10);

const cushion: Draw = (t) =>
  shadow(400, 230) +
  shape("M200 260 Q400 220 600 260 Q640 430 600 610 Q400 650 200 610 Q160 430 200 260Z", t.base) +
  shape("M200 260 Q260 246 300 242 Q250 430 290 628 Q240 620 200 610 Q160 430 200 260Z", t.light, 'opacity="0.55"') +
  [300, 360, 420, 480, 540]
    .map((x) =>
      stroke(
        `M${x - 20} 262 L${x} 300 L${x - 20} 340 L${x} 380 L${x - 20} 420 L${x} 460 L${x - 20} 500 L${x} 540 L${x - 20} 590`,
        cream.base,
        7,
        'opacity="0.7"',
      ),
    )
    .join("");

const beanie: Draw = (t) =>
  shadow(400, 200) +
  oval(400, 200, 62, 62, cream.base) +
  shape("M220 520 Q210 230 400 230 Q590 230 580 520Z", t.base) +
  shape("M220 520 Q212 260 350 234 Q290 380 300 520Z", t.light, 'opacity="0.5"') +
  stitches(262, 320, 9, 8, 32, t.dark) +
  rect(196, 510, 408, 124, 34, t.dark) +
  rect(196, 510, 408, 124, 34, t.base, 'opacity="0.55"') +
  Array.from({ length: 14 }, (_, i) => stroke(`M${222 + i * 28} 524 V620`, t.dark, 6, 'opacity="0.5"')).join("");

const towel: Draw = (t) =>
  shadow(400, 160) +
  rect(190, 170, 420, 22, 11, "#8a6a45") +
  shape("M270 176 H530 V600 H270Z", t.base) +
  shape("M270 176 H340 V600 H270Z", t.light, 'opacity="0.6"') +
  shape("M270 176 H530 V340 Q400 356 270 340Z", t.light, 'opacity="0.35"') +
  [470, 500, 530].map((y) => rect(270, y, 260, 10, 0, t.dark, 'opacity="0.7"')).join("") +
  Array.from({ length: 17 }, (_, i) => stroke(`M${276 + i * 15.5} 602 v22`, t.dark, 4)).join("");

const socks: Draw = (t) => {
  const sock = (dx: number, dy: number): string =>
    shape(
      `M${270 + dx} ${160 + dy} H${400 + dx} V${440 + dy} Q${410 + dx} 500 ${500 + dx} ${520 + dy} Q${560 + dx} ${560 + dy} ${520 + dx} ${604 + dy} H${330 + dx} Q${262 + dx} ${596 + dy} ${266 + dx} ${480 + dy}Z`,
      t.base,
    ) +
    rect(264 + dx, 150 + dy, 142, 70, 18, t.dark) +
    shape(
      `M${270 + dx} ${440 + dy} Q${330 + dx} ${480 + dy} ${330 + dx} ${604 + dy} Q${262 + dx} ${596 + dy} ${266 + dx} ${480 + dy}Z`,
      t.light,
      'opacity="0.6"',
    ) +
    stroke(`M${276 + dx} ${280 + dy} h118 M${276 + dx} ${310 + dy} h118`, cream.base, 12);
  return shadow(400, 200) + sock(70, 0) + sock(-70, 30);
};

export const wool = {
  "fjord-blanket": blanket,
  "woven-cushion": cushion,
  "knitted-beanie": beanie,
  "linen-towel": towel,
  "wool-socks": socks,
} satisfies Record<string, Draw>;
