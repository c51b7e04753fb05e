import { basename } from 'node:path';
import { absentFile } from './absent-file.ts';
import { withoutCopiesOf } from './copied-slots.ts';
import { tellingBytes } from './fingerprint.ts';
import type { FollowContext } from './follow-context.ts';
import type { FollowedFiles } from './followed-files.ts';
import { holds, isCompressed, isCopy } from './same-content.ts';
import type { MaybeSibling } from './siblings.ts';
import { isOpen, type Slot, settleIn, slotsOf } from './slots.ts';
import { giveWay, newFile, noteOnDisk, reachOf, type TrackedFile, takeOver } from './tracked-file.ts';

/** Brings together the files of a source that lie on disk, older first, and what is remembered of them. */
export async function arrangeFiles(
  source: FollowedFiles,
  found: readonly MaybeSibling[],
  context: FollowContext,
): Promise<void> {
  const slots = await slotsOf(source.files, found, context.now());
  await new Arrangement({ source, context, slots }).run();
}

class Arrangement {
  readonly #source: FollowedFiles;
  readonly #context: FollowContext;
  #slots: readonly Slot[];

  constructor(parts: { source: FollowedFiles; context: FollowContext; slots: readonly Slot[] }) {
    this.#source = parts.source;
    this.#context = parts.context;
    this.#slots = parts.slots;
  }

  async run(): Promise<void> {
    const here = new Set(this.#slots.map(({ file }) => file));
    const left = this.#source.files.filter((file) => !here.has(file));
    if (this.#slots.some((slot) => isOpen(slot) || isDoubtful(slot.file) || slot.path !== slot.file.path))
      left.push(...(await this.#emptyRewritten()));
    const absent: TrackedFile[] = [];
    for (const file of left) {
      if (await this.#findAgain(file)) continue;
      if (await absentFile(file, this.#source, this.#context)) absent.push(file);
    }
    this.#leaveOutStrangers();
    this.#slots = await withoutCopiesOf(this.#source, this.#slots, this.#context);
    for (const slot of this.#slots) this.#settle(slot, slot === this.#slots.at(-1));
    this.#source.files = [...absent, ...this.#slots.map(({ file }) => file)];
  }

  /** Files whose place holds something else by now; their slots are open. */
  async #emptyRewritten(): Promise<readonly TrackedFile[]> {
    const rewritten: TrackedFile[] = [];
    for (const slot of this.#slots) {
      const { file, found } = slot;
      if (isOpen(slot) || (await this.#stillHolds(slot))) continue;
      // Under another name it is a new file that got the number of a deleted one.
      if (slot.path !== file.path) file.goneSince ??= this.#context.now();
      file.lost = file.goneSince === undefined;
      slot.file = newFile({ ...found, path: slot.path }, this.#context.now());
      rewritten.push(file);
    }
    return rewritten;
  }

  async #stillHolds({ file, found }: Slot): Promise<boolean> {
    const same = file.seen?.size === found.size && file.seen?.modified === found.modified;
    if (same && !isDoubtful(file)) return true;
    return !file.lost && (await holds(file, file, this.#context.files));
  }

  /** The file by its content: compressed, or copied before it was emptied. */
  async #findAgain(file: TrackedFile): Promise<boolean> {
    const { name } = file;
    for (const slot of this.#slots.filter(isOpen)) {
      if (!(await this.#mayBe(file, slot)) || !(await this.#holds(slot.file, file))) continue;
      const wasLost = file.lost;
      await this.#moveInto(slot, file);
      // Of a packed one its place was taken by chance: a new file may get the number of a deleted one.
      if (wasLost && file.packed === undefined) this.#noteCopyTruncate(name, slot);
      else this.#context.figures.duplicates += 1;
      return true;
    }
    return false;
  }

  async #holds(candidate: TrackedFile, file: TrackedFile): Promise<boolean> {
    const { files } = this.#context;
    return file.print ? await holds(candidate, file, files) : await isCopy(file, candidate, files);
  }

  #noteCopyTruncate(name: string, { found }: Slot): void {
    const note = `copied to ${basename(found.name)}, then emptied (copytruncate): what was written in between is in neither`;
    this.#context.figures.copytruncates += 1;
    this.#source.gaps.push({ kind: 'rotation', name, note });
  }

  /** Logs may well begin alike: in the place that is written, more must agree than a first line. */
  async #mayBe(file: TrackedFile, slot: Slot): Promise<boolean> {
    if (file.lost && file.path === slot.path) return false;
    const sameNode = slot.found.identity?.split(':')[1] === file.identity.split(':')[1];
    if (sameNode && slot.path === file.path) return true;
    if (slot !== this.#slots.at(-1) || reachOf(file) >= tellingBytes) return true;
    return await isCompressed(slot.file, this.#context.files);
  }

  async #moveInto(slot: Slot, file: TrackedFile): Promise<void> {
    await this.#context.files.letGo(file);
    delete file.seen;
    delete file.packed;
    delete file.endingSince;
    if (await isCompressed(slot.file, this.#context.files)) file.packed = 0;
    file.finished = false;
    file.dirty = true;
    settleIn(slot, file);
  }

  /** The user did not name them, and they are older than all that was followed. */
  #leaveOutStrangers(): void {
    const first = this.#slots.findIndex((slot) => !slot.stranger || !isOpen(slot));
    this.#slots = first === -1 ? [] : this.#slots.slice(first);
  }

  #settle({ found, file, path }: Slot, isNewest: boolean): void {
    const now = this.#context.now();
    const { size = 0, modified = now } = found;
    noteOnDisk(file, { size, modified }, now);
    file.name = found.name;
    file.path = path;
    delete file.goneSince;
    if (isNewest && file.packed === undefined) takeOver(file);
    else if (file.endingSince === undefined) {
      if (file.followed && file.print) this.#context.figures.rotations += 1;
      giveWay(file, { now, modified });
    }
  }
}

/** Its place in a file may be that of another one by now. */
function isDoubtful({ lost, goneSince }: TrackedFile): boolean {
  return lost || goneSince !== undefined;
}
