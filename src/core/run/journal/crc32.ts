const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309, as in zip and gzip) of the text's UTF-8 bytes, as eight hexadecimal digits. */
export function crc32(text: string): string {
  let crc = -1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      crc = next(crc, unit);
      continue;
    }
    const point = text.codePointAt(at) ?? unit;
    if (point > 0xffff) at++;
    crc = nextWide(crc, point);
  }
  return (~crc >>> 0).toString(16).padStart(8, '0');
}

function next(crc: number, byte: number): number {
  return (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
}

/** The two to four bytes of a code point beyond ASCII. */
function nextWide(before: number, point: number): number {
  const following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  const lead = following === 1 ? 0xc0 : following === 2 ? 0xe0 : 0xf0;
  let crc = next(before, lead | (point >> (6 * following)));
  for (let rest = following - 1; rest >= 0; rest--) crc = next(crc, 0x80 | ((point >> (6 * rest)) & 0x3f));
  return crc;
}
