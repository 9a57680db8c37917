/** The two regions of a development installation. */
export const regions = ["eu", "us"] as const;
export type Region = (typeof regions)[number];

/** Whose database, mail box and folder: the control plane is a place of its own. */
export const places = ["control", ...regions] as const;
export type Place = (typeof places)[number];

export const HIGHEST_OFFSET = 70;

export interface Ports {
  control: number;
  region: Record<Region, number>;
  demo: number;
  emulator: Record<Region, number>;
  database: Record<Place, number>;
  worker: Record<Region, number>;
  smtp: Record<Place, number>;
  mailbox: number;
  /** The name server of shops' own domains: questions by UDP, its page by HTTP. */
  dns: number;
  /** Vite's server of the console, with --watch only. */
  console: number;
}

/** Every port hangs on the base, so that a second installation needs one number. */
export function portsFrom(base: number): Ports {
  return {
    control: base,
    region: { eu: base + 1, us: base + 2 },
    demo: base + 3,
    emulator: { eu: base + 21, us: base + 22 },
    database: { control: base + 30, eu: base + 31, us: base + 32 },
    worker: { eu: base + 41, us: base + 42 },
    smtp: { control: base + 50, eu: base + 51, us: base + 52 },
    mailbox: base + 4,
    dns: base + 5,
    console: base + HIGHEST_OFFSET,
  };
}

export const portNumbers = (ports: Ports): number[] =>
  Object.values(ports).flatMap((entry: number | Record<string, number>) =>
    typeof entry === "number" ? [entry] : Object.values(entry),
  );
