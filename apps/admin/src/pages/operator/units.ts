/** As plans count it. */
export const bytesInMegabyte = 1_048_576;

/** Bytes in whole megabytes, never fewer than there are. */
export function megabytes(language: string, bytes: number): string {
  return new Intl.NumberFormat(language, { style: "unit", unit: "megabyte" }).format(
    Math.ceil(bytes / bytesInMegabyte),
  );
}

export function milliseconds(language: string, millis: number): string {
  return new Intl.NumberFormat(language, { style: "unit", unit: "millisecond" }).format(millis);
}
