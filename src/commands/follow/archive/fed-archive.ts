import { join } from 'node:path';
import type { AuditEvent } from '../../../model/event.ts';
import { EventArchive } from '../../../state/archive.ts';
import { folderName } from '../../../state/archive-folder.ts';
import { seenFacts } from '../../daily/seen-facts.ts';
import type { SourceDecoder } from '../../source-decoder.ts';
import { FedSpans } from './fed-spans.ts';

const hour = 3_600_000;

/** One gateway's archive, to which a watch adds what it reads. */
export class FedArchive {
  readonly #archive: EventArchive;
  readonly #spans = new FedSpans();
  readonly #decoders = new Map<SourceDecoder['source'], SourceDecoder>();
  #packing: Promise<void> = Promise.resolve();
  #failure: unknown;
  #hour = Number.NaN;

  private constructor(archive: EventArchive) {
    this.#archive = archive;
  }

  /** Throws StateError LOCKED while a daily run writes it. */
  static async open(root: string, gateway: string): Promise<FedArchive> {
    return new FedArchive(await EventArchive.open(join(root, folderName(gateway))));
  }

  /** An event as its parser gave it. */
  add(event: AuditEvent, decoder: SourceDecoder): void {
    this.#spans.see(event, decoder);
    this.#decoders.set(decoder.source, decoder);
    if (decoder.kind) this.#archive.append(event, decoder.kind);
  }

  /** All that was added is on the disk then. `time`: event time; days that ended before `forgetBefore` go. */
  async flush(time: number, forgetBefore: number): Promise<void> {
    const seen = [...this.#decoders.values()].map((decoder) => decoder.seen);
    this.#decoders.clear();
    await this.#archive.flush({ ...seenFacts(seen), ...this.#spans.take(time) });
    const turned = Math.floor(time / hour);
    if (turned !== this.#hour) this.#packing = this.#packing.then(() => this.#pack(time, forgetBefore));
    this.#hour = turned;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  async close(): Promise<void> {
    await this.#packing;
    await this.#archive.close();
  }

  /** Takes its time; nobody waits for it. */
  async #pack(time: number, forgetBefore: number): Promise<void> {
    try {
      await this.#archive.pack(time);
      await this.#archive.forget(forgetBefore);
    } catch (error) {
      this.#failure = error;
    }
  }
}
