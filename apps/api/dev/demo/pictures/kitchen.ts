import { type Draw, oval, rect, shadow, shape, stroke, tints } from "./tints.ts";

const { oak, steel, cream, black } = tints;

const mug: Draw = (t) =>
  shadow(400, 160) +
  stroke("M520 380 Q640 390 610 480 Q590 550 510 540", t.base, 34) +
  stroke("M520 380 Q636 390 608 470", t.light, 8) +
  shape("M270 320 H530 L512 600 Q500 636 400 636 Q300 636 288 600Z", t.base) +
  shape("M270 320 H330 L340 632 Q296 624 288 600Z", t.light, 'opacity="0.75"') +
  shape("M480 320 H530 L512 600 Q505 622 468 631Z", t.dark, 'opacity="0.6"') +
  shape("M276 420 Q400 450 524 420 L520 470 Q400 500 280 470Z", cream.base, 'opacity="0.35"') +
  oval(400, 320, 130, 30, t.dark) +
  oval(400, 326, 112, 22, "#4a2f22") +
  stroke("M370 250 q-20 -30 0 -60 q20 -30 0 -60", "#fff", 8, 'opacity="0.6"') +
  stroke("M430 250 q-20 -30 0 -60 q20 -30 0 -60", "#fff", 8, 'opacity="0.6"');

const kettle: Draw = (t) =>
  shadow(400, 200) +
  stroke("M290 300 Q400 120 510 300", black.base, 22) +
  stroke("M330 236 Q400 176 470 236", oak.base, 26) +
  shape("M560 430 Q640 400 660 330 L690 340 Q690 470 570 530Z", t.base) +
  shape("M230 460 Q240 300 400 300 Q560 300 570 460 Q576 600 500 632 H300 Q224 600 230 460Z", t.base) +
  shape("M230 460 Q236 330 330 306 Q280 420 300 632 Q224 600 230 460Z", t.light, 'opacity="0.7"') +
  shape("M500 322 Q566 360 570 460 Q576 600 500 632 H470 Q540 480 500 322Z", t.dark, 'opacity="0.55"') +
  oval(400, 306, 84, 18, t.dark) +
  oval(400, 288, 22, 20, black.base) +
  [300, 350, 420, 480].map((x, i) => oval(x, 420 + ((i * 67) % 130), 5, 5, "#fff", 'opacity="0.5"')).join("");

const board: Draw = () =>
  shadow(400, 210) +
  shape(
    "M250 240 Q250 200 290 200 H360 V120 Q360 84 400 84 Q440 84 440 120 V200 H510 Q550 200 550 240 V600 Q550 640 510 640 H290 Q250 640 250 600Z",
    oak.base,
  ) +
  shape("M250 240 Q250 200 290 200 H316 V640 H290 Q250 640 250 600Z", oak.light, 'opacity="0.7"') +
  oval(400, 130, 16, 16, "#d8c8b3") +
  [340, 390, 440, 500]
    .map((x, i) => stroke(`M${x} ${230 + i * 12} q${10 - i * 6} 180 0 ${370 - i * 20}`, oak.dark, 4, 'opacity="0.45"'))
    .join("");

const tea: Draw = () =>
  shadow(400, 170) +
  rect(270, 260, 260, 376, 26, "#6b8f5e") +
  rect(270, 260, 70, 376, 26, "#86a97a") +
  rect(258, 220, 284, 76, 22, "#54744a") +
  rect(258, 220, 80, 76, 22, "#6f9164") +
  rect(308, 350, 184, 200, 14, cream.base) +
  stroke("M400 520 V420", "#54744a", 8) +
  shape("M400 470 C340 460 336 410 340 390 C390 392 404 430 400 470Z", "#6b8f5e") +
  shape("M400 440 C460 430 464 390 460 372 C412 374 396 404 400 440Z", "#86a97a");

const mills: Draw = () => {
  const mill = (x: number, t: typeof oak): string =>
    shape(
      `M${x - 56} 636 Q${x - 60} 520 ${x - 34} 470 Q${x - 60} 400 ${x - 40} 350 H${x + 40} Q${x + 60} 400 ${x + 34} 470 Q${x + 60} 520 ${x + 56} 636Z`,
      t.base,
    ) +
    shape(
      `M${x - 56} 636 Q${x - 60} 520 ${x - 34} 470 Q${x - 60} 400 ${x - 40} 350 H${x - 14} Q${x - 30} 480 ${x - 24} 636Z`,
      t.light,
      'opacity="0.6"',
    ) +
    oval(x, 340, 44, 30, t.dark) +
    oval(x, 300, 22, 22, steel.base);
  return shadow(400, 200) + mill(310, oak) + mill(490, black);
};

export const kitchen = {
  "stoneware-mug": mug,
  "enamel-kettle": kettle,
  "oak-board": board,
  "evening-tea": tea,
  "pepper-mills": mills,
} satisfies Record<string, Draw>;
