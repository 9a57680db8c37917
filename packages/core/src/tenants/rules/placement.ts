/** A cell with the shops that it has. */
export interface CellLoad {
  readonly cell: string;
  readonly tenants: number;
  /** It takes no new ones: it is to become empty. */
  readonly closed: boolean;
}

/** How many shops a cell shall have, and how many it can have. */
export interface CellRoom {
  readonly soft: number;
  readonly hard: number;
}

/**
 * The measured limits of one database: beyond a thousand schemas a cell still works, but its connections' memory and
 * its migrations grow with each; at three thousand its files and catalogues make a crash's recovery long.
 */
export const usualRoom: CellRoom = { soft: 1_000, hard: 3_000 };

/**
 * The cells in which a new shop may be opened, the best first: the emptiest below the soft limit, then, where every cell
 * has reached that, the emptiest below the hard one; never one that is closed. None is left when the region is full.
 */
export function placesFor(loads: readonly CellLoad[], { soft, hard }: CellRoom): readonly string[] {
  const rank = ({ tenants }: CellLoad): number => (tenants < soft ? 0 : 1);
  return loads
    .filter(({ tenants, closed }) => tenants < hard && !closed)
    .toSorted((a, b) => rank(a) - rank(b) || a.tenants - b.tenants || (a.cell < b.cell ? -1 : 1))
    .map(({ cell }) => cell);
}

/** How many spare schemas a cell may have ready: as many as wanted, and never more than it could take as shops. */
export function sparesFor({ tenants, closed }: CellLoad, wanted: number, { hard }: CellRoom): number {
  return closed ? 0 : Math.max(0, Math.min(wanted, hard - tenants));
}

/**
 * Where a shop that was packed away comes back, the best first: where it was, as long as that cell takes shops and has
 * room; else as a new one would. So a cell that is closed becomes empty by itself, shop by shop, as they rest and wake.
 */
export function placesToWake(home: string, loads: readonly CellLoad[], room: CellRoom): readonly string[] {
  const places = placesFor(loads, room);
  return places.includes(home) ? [home, ...places.filter((cell) => cell !== home)] : places;
}
