/** A colour with its shade and its light. */
export interface Tint {
  readonly base: string;
  readonly dark: string;
  readonly light: string;
}

const tint = (base: string, dark: string, light: string): Tint => ({ base, dark, light });

export const tints = {
  moss: tint("#5f7f62", "#456049", "#86a688"),
  sand: tint("#d9c3a0", "#b99d74", "#efe1c8"),
  night: tint("#34486a", "#22314b", "#566d94"),
  clay: tint("#c0714f", "#985437", "#dc9a7b"),
  red: tint("#b8433c", "#8c2d28", "#d9716a"),
  blue: tint("#3f6f9f", "#2b517a", "#6d99c4"),
  black: tint("#33373a", "#1f2224", "#565c60"),
  white: tint("#eceae4", "#cbc7bd", "#ffffff"),
  oak: tint("#c79a63", "#a1773f", "#e0bd8d"),
  brass: tint("#c9a24b", "#967428", "#ecd08a"),
  steel: tint("#aab4ba", "#7c878e", "#d8dfe3"),
  cream: tint("#f3e9d5", "#d8c7a5", "#fffaf0"),
} satisfies Record<string, Tint>;

export type TintName = keyof typeof tints;

/** Draws a thing into a field of 800 × 800 whose floor is at 640. */
export type Draw = (tint: Tint) => string;

export const rect = (x: number, y: number, w: number, h: number, r: number, fill: string, more = ""): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${more}/>`;
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = ""): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
export const shape = (d: string, fill: string, more = ""): string => `<path d="${d}" fill="${fill}" ${more}/>`;
export const stroke = (d: string, colour: string, width: number, more = ""): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const shadow = (x: number, w: number, y = 640): string => oval(x, y, w, w * 0.09, "#000", 'opacity="0.16"');

/** Walls and floors of the five corners of the shop. */
export const rooms = {
  light: ["#2c3a47", "#23303b", "#3b4b59"],
  kitchen: ["#e9ded0", "#d8c8b3", "#f4ece1"],
  wool: ["#dfe4e0", "#c9d1cb", "#eef1ee"],
  desk: ["#e8e2ea", "#d4cbd8", "#f3eff4"],
  outdoors: ["#d3e1e8", "#b7cdd4", "#e7f0f4"],
} as const;

export function scene(room: keyof typeof rooms, body: string): string {
  const [wall, floor, glow] = rooms[room];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800"><defs><radialGradient id="g" cx="0.5" cy="0.4" r="0.6"><stop offset="0" stop-color="${glow}"/><stop offset="1" stop-color="${wall}"/></radialGradient></defs><rect width="800" height="800" fill="url(#g)"/><rect y="600" width="800" height="200" fill="${floor}"/>${body}</svg>`;
}
