import { randomInt } from "node:crypto";

/** Without 0, 1, I, L, O and U: read aloud and typed from paper without mistakes. */
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `length` letters that nobody can foresee. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}
