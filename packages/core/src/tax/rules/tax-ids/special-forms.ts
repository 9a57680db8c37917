/** Member states whose VAT numbers come in several forms, each with its own check. */
import { lastDigit, luhn, modulo, weighted } from "./digits.ts";

/** Companies have 9 digits; people 10: citizens, foreigners and others by turns. */
export function bulgarian(id: string): boolean {
  if (id.length === 9) {
    const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
    return (first === 10 ? (weighted(id, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10 : first) === lastDigit(id);
  }
  const citizen = bornOn(id) && (weighted(id, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === lastDigit(id);
  const foreigner = weighted(id, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === lastDigit(id);
  const other = 11 - (weighted(id, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return citizen || foreigner || (other !== 10 && other % 11 === lastDigit(id));
}

/** Month with 20 or 40 added for other centuries. */
function bornOn(id: string): boolean {
  const [month, day] = [Number(id.slice(2, 4)) % 20, Number(id.slice(4, 6))];
  return month >= 1 && month <= 12 && Number(id.slice(2, 4)) <= 52 && day >= 1 && day <= 31;
}

/** Companies 8 digits; people 9 (born before 1954, without a check; or special, beginning with 6) or 10. */
export function czech(id: string): boolean {
  if (id.length === 8) {
    const check = 11 - (weighted(id, [8, 7, 6, 5, 4, 3, 2]) % 11);
    return !id.startsWith("9") && check % 10 === lastDigit(id);
  }
  if (id.length === 9 && id.startsWith("6")) {
    const sum = 11 - (weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11);
    return ([8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8][sum - 1] ?? -1) === lastDigit(id);
  }
  const month = Number(id.slice(2, 4)) % 50;
  const born = ((month >= 1 && month <= 12) || (month >= 21 && month <= 32)) && Number(id.slice(4, 6)) <= 31;
  if (id.length === 9) return born && Number(id.slice(0, 2)) < 54;
  return born && (modulo(id, 11) === 0 || (modulo(id.slice(0, 9), 11) === 10 && id.endsWith("0")));
}

const personLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

/** Companies: a letter, seven digits, a digit or a letter of the same sum. People: a remainder of 23 as a letter. */
export function spanish(id: string): boolean {
  if (/^[XYZ\d]\d{7}[A-Z]$/.test(id)) {
    const number = id.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
    return personLetters[Number(number) % 23] === id.at(-1);
  }
  if (/^[KLM]\d{7}[A-Z]$/.test(id)) return personLetters[Number(id.slice(1, 8)) % 23] === id.at(-1);
  const middle = id.slice(1, 8);
  const [digit] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((candidate) => luhn(middle + candidate));
  if (/^[A-HJUV]\d{8}$/.test(id)) return digit === lastDigit(id);
  return /^[A-HN-SW]\d{7}[A-J]$/.test(id) && "JABCDEFGHI"[digit ?? 0] === id.at(-1);
}

const keySigns = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A key of two signs before the SIREN, which has Luhn's check; Monaco's begin with 000 and have none. */
export function french(id: string): boolean {
  const siren = id.slice(2);
  if (!siren.startsWith("000") && !luhn(siren)) return false;
  const [first, second] = [keySigns.indexOf(id[0] ?? ""), keySigns.indexOf(id[1] ?? "")];
  if (/^\d\d/.test(id)) return modulo(`${siren}12`, 97) === Number(id.slice(0, 2));
  const key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(key / 11)) % 11 === key % 11;
}

/** Seven digits and a letter, since 2013 with a second; the oldest have a sign in second place. */
export function irish(id: string): boolean {
  const old = /^\d[A-Z*+]/.test(id);
  const digits = old ? `0${id.slice(2, 7)}${id[0] ?? ""}` : id.slice(0, 7);
  const second = old ? "" : (id[8] ?? "");
  const extra = second === "" || second === "W" ? 0 : (second.charCodeAt(0) - 64) * 9;
  const letter = "WABCDEFGHIJKLMNOPQRSTUV"[(weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23];
  return letter === id[7];
}

/** Companies begin with 4 to 9. People's are their code: a birthday, or since 2017 a number from 32 on without one. */
export function latvian(id: string): boolean {
  if (id >= "4") return weighted(id, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
  if (id.startsWith("32")) return true;
  const [day, month] = [Number(id.slice(0, 2)), Number(id.slice(2, 4))];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
