/** 52 bits: among a million texts, two alike are one chance in ten thousand. */
export function fingerprint(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(index), 0x5bd1e995);
  }
  return (high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff);
}
