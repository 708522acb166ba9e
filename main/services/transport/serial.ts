// Certificate serial numbers: decimal on the wire, hex in certificates (upper case in Node, lower case in Electron).

/** Any length; an even number of lower-case digits. */
export function serialToHex(decimal: string): string {
  const hex = BigInt(decimal).toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

export const serialToDecimal = (hex: string): string => BigInt(`0x${hex}`).toString();

export const isSerial = (text: string): boolean => /^\d{1,80}$/.test(text);

/** "7" and "007" are one serial; what is no number equals nothing. */
export const sameSerial = (a: string, b: string): boolean => isSerial(a) && isSerial(b) && BigInt(a) === BigInt(b);
