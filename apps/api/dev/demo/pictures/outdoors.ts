import { type Draw, oval, rect, shadow, shape, stroke, tints } from "./tints.ts";

const { oak, steel, black, cream, night } = tints;

const pack: Draw = (t) =>
  shadow(400, 190) +
  stroke("M350 190 Q400 120 450 190", black.base, 18) +
  stroke("M262 300 Q200 420 262 560 M538 300 Q600 420 538 560", black.base, 24) +
  shape("M260 300 Q260 170 400 170 Q540 170 540 300 V590 Q540 636 490 636 H310 Q260 636 260 590Z", t.base) +
  shape("M260 300 Q262 190 340 176 Q310 400 330 636 H310 Q260 636 260 590Z", t.light, 'opacity="0.5"') +
  shape("M260 300 Q260 170 400 170 Q540 170 540 300 V350 Q400 390 260 350Z", t.dark) +
  rect(300, 430, 200, 160, 26, t.dark) +
  stroke("M312 470 H488", cream.base, 6) +
  rect(336, 330, 22, 120, 6, oak.base) +
  rect(442, 330, 22, 120, 6, oak.base) +
  rect(372, 250, 56, 44, 8, cream.base);

const bottle: Draw = (t) =>
  shadow(400, 110) +
  rect(318, 250, 164, 386, 44, t.base) +
  rect(318, 250, 50, 386, 24, t.light, 'opacity="0.6"') +
  rect(346, 190, 108, 80, 16, t.dark) +
  rect(332, 120, 136, 96, 20, steel.base) +
  rect(332, 120, 40, 96, 16, steel.light) +
  rect(318, 560, 164, 16, 0, t.dark) +
  shape("M400 370 L440 450 H360Z", cream.base, 'opacity="0.85"') +
  rect(393, 450, 14, 40, 2, cream.base, 'opacity="0.85"');

const knife: Draw = () =>
  `<g transform="rotate(-24 400 420)">` +
  shape("M400 370 H640 Q700 380 720 420 Q640 440 400 440Z", steel.base) +
  shape("M400 370 H640 Q680 376 700 398 H400Z", steel.light) +
  shape("M110 380 Q120 350 180 356 H430 V456 H180 Q120 462 110 430Z", oak.base) +
  shape("M110 380 Q120 350 180 356 H430 V384 H130Z", oak.light, 'opacity="0.7"') +
  [190, 290, 390].map((x) => oval(x, 406, 9, 9, steel.dark)).join("") +
  `</g>`;

const cape: Draw = (t) =>
  shadow(400, 200) +
  stroke("M400 150 q0 -50 30 -50", steel.dark, 8) +
  shape("M330 220 Q340 140 400 140 Q460 140 470 220Z", t.dark) +
  shape("M330 214 Q400 250 470 214 Q600 330 610 620 Q400 664 190 620 Q200 330 330 214Z", t.base) +
  shape("M330 214 Q350 226 366 230 Q290 420 300 636 Q240 632 190 620 Q200 330 330 214Z", t.light, 'opacity="0.55"') +
  stroke("M400 236 V640", t.dark, 6) +
  [300, 360, 420, 480].map((y) => oval(412, y, 8, 8, cream.base)).join("") +
  [150, 250, 560, 660, 700].map((x, i) => stroke(`M${x} ${180 + ((i * 83) % 160)} l-8 26`, "#6d99c4", 7)).join("");

const starMap: Draw = () =>
  shadow(400, 230) +
  oval(400, 400, 240, 240, cream.base) +
  oval(400, 400, 212, 212, night.base) +
  stroke("M400 188 V612 M188 400 H612", "#566d94", 2) +
  oval(400, 400, 140, 140, "none", 'stroke="#566d94" stroke-width="2"') +
  stroke("M290 320 L340 280 L400 300 L440 360 L520 350 L540 420 L470 430 L440 360", "#9db4d8", 3) +
  [
    [290, 320],
    [340, 280],
    [400, 300],
    [440, 360],
    [520, 350],
    [540, 420],
    [470, 430],
    [330, 480],
    [380, 530],
    [300, 420],
    [480, 520],
  ]
    .map(([x = 0, y = 0], i) => oval(x, y, i % 3 ? 6 : 9, i % 3 ? 6 : 9, "#fff7d8"))
    .join("");

export const outdoors = {
  "day-pack": pack,
  "thermos-bottle": bottle,
  "folding-knife": knife,
  "rain-cape": cape,
  "star-map": starMap,
} satisfies Record<string, Draw>;
