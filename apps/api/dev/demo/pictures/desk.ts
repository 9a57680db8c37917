import { type Draw, oval, rect, shadow, shape, stroke, tints } from "./tints.ts";

const { oak, brass, cream, night, clay, black } = tints;

const notebook: Draw = (t) =>
  shadow(400, 190) +
  rect(250, 170, 310, 466, 18, cream.dark) +
  rect(240, 160, 310, 466, 18, t.base) +
  rect(240, 160, 54, 466, 18, t.dark) +
  rect(500, 160, 14, 466, 0, black.base) +
  rect(330, 240, 140, 90, 8, cream.base) +
  stroke("M352 275 H448 M352 300 H420", t.dark, 6);

const pen: Draw = () =>
  `<g transform="rotate(38 400 400)">` +
  rect(372, 120, 56, 400, 24, brass.base) +
  rect(372, 120, 20, 400, 10, brass.light) +
  rect(372, 300, 56, 16, 0, brass.dark) +
  rect(426, 150, 12, 150, 6, brass.dark) +
  shape("M372 516 H428 L404 620 H396Z", brass.dark) +
  shape("M393 600 H407 L400 640Z", black.base) +
  `</g>` +
  stroke("M150 690 q60 -50 110 -10 t110 0 t100 -16", night.base, 6, 'opacity="0.7"');

const tray: Draw = () =>
  shadow(400, 260) +
  shape("M160 520 H640 L610 634 H190Z", oak.base) +
  shape("M160 520 H640 L636 538 H164Z", oak.light) +
  shape("M190 520 L230 450 H570 L610 520Z", oak.dark) +
  shape("M262 520 L330 360 L380 520Z", cream.base) +
  rect(420, 400, 26, 120, 6, clay.base, 'transform="rotate(8 433 460)"') +
  rect(470, 380, 22, 140, 6, night.base, 'transform="rotate(-6 481 450)"') +
  oval(540, 500, 34, 20, brass.base) +
  [220, 330, 450, 560].map((x) => stroke(`M${x} 560 q30 10 60 0`, oak.dark, 4, 'opacity="0.5"')).join("");

const calendar: Draw = () =>
  rect(236, 130, 330, 500, 12, "#000", 'opacity="0.12"') +
  rect(226, 120, 330, 500, 12, "#fffdf8") +
  rect(226, 120, 330, 220, 12, night.base) +
  shape("M226 340 V290 L300 220 L360 280 L430 190 L556 320 V340Z", night.dark) +
  oval(480, 180, 26, 26, cream.base) +
  stroke("M240 230 q80 -60 160 -20 t150 -20", "#7fd3b4", 12, 'opacity="0.7"') +
  Array.from({ length: 30 }, (_, i) =>
    oval(258 + (i % 7) * 44, 390 + Math.floor(i / 7) * 48, 9, 9, i === 16 ? clay.base : "#c9c3d0"),
  ).join("") +
  oval(391, 130, 10, 10, black.base);

const book: Draw = () =>
  shadow(400, 180) +
  shape("M250 180 L560 160 V600 L250 632Z", "#fffaf0") +
  shape("M230 170 L530 150 V596 L230 624Z", night.base) +
  shape("M230 170 L270 167 V620 L230 624Z", night.dark) +
  stroke("M300 360 q60 -110 110 -40 t100 -70", "#7fd3b4", 18, 'opacity="0.85"') +
  stroke("M300 420 q70 -110 120 -40 t90 -60", "#b6ecd8", 10, 'opacity="0.6"') +
  shape("M296 560 L350 470 L400 540 L450 450 L506 556Z", "#16233a") +
  [330, 400, 460, 490].map((x, i) => oval(x, 210 + ((i * 37) % 70), 4, 4, "#fff")).join("");

export const desk = {
  notebook,
  "brass-pen": pen,
  "desk-tray": tray,
  "wall-calendar": calendar,
  "northern-nights-book": book,
} satisfies Record<string, Draw>;
