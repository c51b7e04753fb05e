const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const longestHeader = 18;
/** As zstd packs at all but its highest levels. */
const largestWindow = 8 * 1024 * 1024;

/** Looks at each frame's header before the frame is unpacked: a header may ask for any amount of memory. */
export class ZstdFrames {
  /** Of the last frame, in bytes. */
  window = 0;
  #kept: Buffer = Buffer.alloc(0);

  /** Throws for a window that is too large. */
  check(bytes: Uint8Array): void {
    const all = Buffer.concat([this.#kept, bytes]);
    let at = all.indexOf(magic);
    while (at >= 0 && all.length - at >= longestHeader) {
      this.#judge(all.subarray(at + magic.length, at + longestHeader));
      at = all.indexOf(magic, at + 1);
    }
    this.#kept = Buffer.from(all.subarray(at >= 0 ? at : Math.max(0, all.length - magic.length + 1)));
  }

  #judge(header: Buffer): void {
    const window = windowOf(header);
    if (window > largestWindow) throw new Error(`it needs a window of ${window} bytes`);
    this.window = window;
  }
}

function windowOf(header: Buffer): number {
  const flags = header[0] ?? 0;
  if ((flags & 0x20) === 0) {
    const descriptor = header[1] ?? 0;
    const base = 2 ** (10 + (descriptor >> 3));
    return base + (base / 8) * (descriptor & 7);
  }
  // One segment: its window is all that it holds.
  const at = 1 + ([0, 1, 2, 4][flags & 3] ?? 0);
  const size = [1, 2, 4, 8][flags >> 6] ?? 1;
  if (size === 8) return Number(header.readBigUInt64LE(at));
  return header.readUIntLE(at, size) + (size === 2 ? 256 : 0);
}
