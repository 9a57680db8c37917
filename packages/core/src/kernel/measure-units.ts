/** In what goods are measured: units of the SI and of trade, and single pieces. */
export const measureUnits = ["mg", "g", "kg", "ml", "cl", "l", "mm", "cm", "m", "m2", "m3", "piece"] as const;
