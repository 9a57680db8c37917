import { type Draw, oval, rect, shadow, shape, stroke, tints } from "./tints.ts";

const { brass, cream, steel, oak } = tints;
const glow = (x: number, y: number, r: number, o = 0.5): string =>
  [1, 0.72, 0.45].map((k) => oval(x, y, r * k, r * k, "#ffdf9e", `opacity="${o * 0.3}"`)).join("");

const lamp: Draw = (t) =>
  glow(400, 330, 300) +
  shadow(400, 150) +
  rect(388, 400, 24, 220, 8, brass.base) +
  rect(388, 400, 9, 220, 4, brass.light) +
  oval(400, 628, 110, 24, t.dark) +
  oval(400, 618, 110, 24, t.base) +
  shape("M270 410 L330 210 H470 L530 410 Q400 450 270 410Z", t.base) +
  shape("M270 410 L330 210 H368 L330 424 Q298 420 270 410Z", t.light) +
  shape("M470 210 L530 410 Q500 420 470 425 L440 210Z", t.dark, 'opacity="0.6"') +
  oval(400, 418, 122, 20, "#fff3d0") +
  oval(400, 210, 70, 11, t.dark);

const lantern: Draw = () =>
  glow(400, 430, 260, 0.7) +
  shadow(400, 140) +
  stroke("M320 250 Q400 110 480 250", steel.dark, 12) +
  shape("M310 290 L350 230 H450 L490 290Z", steel.base) +
  rect(300, 285, 200, 28, 10, steel.dark) +
  rect(318, 313, 164, 250, 12, "#ffe9b8", 'opacity="0.85"') +
  shape("M400 380 C440 440 432 480 400 486 C368 480 360 440 400 380Z", "#ff9f3c") +
  shape("M400 420 C420 452 416 476 400 480 C384 476 380 452 400 420Z", "#fff1b5") +
  rect(378, 486, 44, 70, 6, cream.base) +
  [330, 398, 462].map((x) => rect(x, 313, 8, 250, 2, steel.dark)).join("") +
  rect(290, 560, 220, 36, 10, steel.base) +
  rect(276, 592, 248, 42, 12, steel.dark);

const candle = (x: number, top: number, w: number): string =>
  glow(x, top - 26, 90, 0.8) +
  shape(
    `M${x} ${top - 64} C${x + 20} ${top - 36} ${x + 16} ${top - 14} ${x} ${top - 10} C${x - 16} ${top - 14} ${x - 20} ${top - 36} ${x} ${top - 64}Z`,
    "#ffb24d",
  ) +
  stroke(`M${x} ${top - 14} V${top + 6}`, "#54422c", 5) +
  rect(x - w / 2, top, w, 636 - top, 8, "#e0a94a") +
  rect(x - w / 2, top, w * 0.3, 636 - top, 8, "#f0c470") +
  oval(x, top + 3, w / 2, 10, "#f6d591");
const candles: Draw = () => shadow(400, 210) + candle(270, 400, 78) + candle(400, 300, 86) + candle(530, 460, 78);

const readingLight: Draw = (t) =>
  glow(560, 420, 210, 0.7) +
  shadow(340, 130) +
  oval(330, 622, 120, 26, t.dark) +
  oval(330, 612, 120, 26, t.base) +
  stroke("M330 606 L300 380 L480 230", t.base, 20) +
  stroke("M326 600 L296 380 L474 232", t.light, 6) +
  oval(300, 380, 22, 22, brass.base) +
  oval(480, 230, 18, 18, brass.base) +
  shape("M440 260 L530 180 L620 300 Q560 380 500 370Z", t.base) +
  shape("M440 260 L485 220 L530 350 Q512 368 500 370Z", t.light, 'opacity="0.7"') +
  oval(560, 337, 74, 26, "#fff0c4", 'transform="rotate(-38 560 337)"') +
  rect(360, 640, 240, 14, 6, oak.dark, 'opacity="0"');

export const light = {
  "aurora-table-lamp": lamp,
  "harbor-lantern": lantern,
  "beeswax-candles": candles,
  "lumi-reading-light": readingLight,
} satisfies Record<string, Draw>;
