const width = 1 << 16;
const depth = 4;
const slots = 13;
/** Evicted keys per cell above which an estimate says little (measured; design: memory under attack). */
const crowded = 14 * width;

interface Slot {
  index: number;
  keys: number;
  readonly cells: Uint16Array;
}

/** Count-min over a moving span: an estimate is never below the truth. 6.5 MB, made on first use. */
export class Sketch {
  readonly #slotLength: number;
  readonly #slots: Slot[] = [];

  constructor(span: number, saved: SavedSketch = []) {
    // One slot more than the span needs, so that a slot is dropped only when all of it has left the span.
    this.#slotLength = Math.ceil(span / (slots - 1));
    for (const { index, keys, cells } of saved) {
      const bytes = Buffer.from(cells, 'base64');
      this.#slots.push({ index, keys, cells: new Uint16Array(new Uint8Array(bytes).buffer) });
    }
  }

  add(key: string, time: number, count: number): void {
    const slot = this.#slotAt(time);
    if (!slot) return;
    slot.keys++;
    forEachCell(key, (cell) => {
      slot.cells[cell] = Math.min(0xffff, (slot.cells[cell] ?? 0) + count);
    });
  }

  estimate(key: string, time: number): number {
    let least = Number.POSITIVE_INFINITY;
    const live = this.#live(time);
    if (live.length === 0) return 0;
    forEachCell(key, (cell) => {
      let sum = 0;
      for (const slot of live) sum += slot.cells[cell] ?? 0;
      least = Math.min(least, sum);
    });
    return least;
  }

  saturated(time: number): boolean {
    return this.#live(time).reduce((sum, slot) => sum + slot.keys, 0) > crowded;
  }

  save(): SavedSketch {
    return this.#slots.map(({ index, keys, cells }) => ({
      index,
      keys,
      cells: Buffer.from(cells.buffer).toString('base64'),
    }));
  }

  #live(time: number): readonly Slot[] {
    const oldest = Math.floor(time / this.#slotLength) - slots + 1;
    return this.#slots.filter((slot) => slot.index >= oldest);
  }

  #slotAt(time: number): Slot | undefined {
    const index = Math.floor(time / this.#slotLength);
    const known = this.#slots.find((slot) => slot.index === index);
    if (known) return known;
    const newest = Math.max(index, ...this.#slots.map((slot) => slot.index));
    if (index <= newest - slots) return undefined;
    const kept = this.#slots.filter((slot) => slot.index > newest - slots);
    const slot = { index, keys: 0, cells: new Uint16Array(width * depth) };
    this.#slots.splice(0, this.#slots.length, ...kept, slot);
    return slot;
  }
}

export type SavedSketch = readonly {
  readonly index: number;
  readonly keys: number;
  readonly cells: string;
}[];

function forEachCell(key: string, visit: (cell: number) => void): void {
  const first = hash(key, 0x811c9dc5);
  const second = hash(key, 0x9747b28c) | 1;
  for (let row = 0; row < depth; row++) {
    visit(row * width + (((first + Math.imul(row, second)) >>> 0) & (width - 1)));
  }
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value ^= value >>> 15;
  return Math.imul(value, 0x85ebca6b) ^ (value >>> 13);
}
