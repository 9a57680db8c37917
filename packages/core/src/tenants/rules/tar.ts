/** The tar format of POSIX.1-2001 (ustar): headers and blocks of 512 bytes, as every system unpacks them. */
const block = 512;
const largest = 8 ** 11 - 1;

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, "0")}\0`;
}

/** The header of a file. Names are ASCII and at most 100 bytes long; a file has less than 8 GiB. */
export function tarHeader(name: string, bytes: number, at: Date): Uint8Array {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new RangeError(`a name that tar cannot hold: ${name}`);
  if (bytes > largest) throw new RangeError(`the file ${name} is too large for tar`);
  const header = new Uint8Array(block);
  const write = (text: string, offset: number): void => {
    header.set(new TextEncoder().encode(text), offset);
  };
  write(name, 0);
  write(octal(0o644, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(bytes, 12), 124);
  write(octal(Math.floor(at.getTime() / 1000), 12), 136);
  // The checksum is counted as if it were blanks.
  write("        ", 148);
  write("0", 156);
  write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** What fills a file's last block. */
export function tarPadding(bytes: number): Uint8Array {
  return new Uint8Array((block - (bytes % block)) % block);
}

/** Two empty blocks end an archive. */
export function tarEnd(): Uint8Array {
  return new Uint8Array(2 * block);
}
