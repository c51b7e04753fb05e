import { hostname } from 'node:os';
import type { Source, SourceKind } from '../../model/source.ts';
import { recogniseKind } from '../../parsers/index.ts';
import { hostOf } from '../gateway-name.ts';
import { type SavedDecoder, SourceDecoder } from '../source-decoder.ts';
import { isDocument } from './document-memory.ts';
import type { Fresh } from './live-stream.ts';

export interface DecoderOptions {
  /** `--gateway`: the name of all the evidence. */
  readonly gateway: string | undefined;
  readonly kind: SourceKind | undefined;
  /** Events before it are not looked at. */
  readonly oldest: number;
  readonly proxyHosts?: readonly string[] | undefined;
}

export interface SavedDecoders {
  readonly decoders: readonly (readonly [string, SavedDecoder])[];
  readonly host: string | null;
}

/** One decoder for each source that was ever read, also before a restart. */
export class LiveDecoders {
  readonly #options: DecoderOptions;
  readonly #decoders = new Map<string, SourceDecoder>();
  /** Of sources that have had nothing new since the restart. */
  readonly #saved: Map<string, SavedDecoder>;
  #host: string | undefined;

  constructor(options: DecoderOptions, saved?: SavedDecoders) {
    this.#options = options;
    this.#saved = new Map(saved?.decoders);
    this.#host = saved?.host ?? undefined;
  }

  get all(): readonly SourceDecoder[] {
    return [...this.#decoders.values()];
  }

  /** How many kinds of evidence were met. */
  get kinds(): number {
    return new Set(this.all.flatMap(({ kind }) => kind ?? [])).size;
  }

  get size(): number {
    return this.#decoders.size + this.#saved.size;
  }

  find(key: string): SourceDecoder | undefined {
    return this.#decoders.get(key);
  }

  /** Their decoders; a gateway's log among them may tell the name of its host to all. */
  open(fresh: readonly Fresh[]): readonly SourceDecoder[] {
    for (const { firstBatch } of fresh) this.#host ??= hostOf(firstBatch ?? []);
    return fresh.map((one) => this.#decoderOf(one));
  }

  /** Their sources are gone for good. */
  forget(keys: readonly string[]): void {
    for (const key of keys) {
      this.#decoders.delete(key);
      this.#saved.delete(key);
    }
  }

  save(): SavedDecoders {
    const decoders = [...this.#decoders].flatMap(([key, decoder]) => {
      const saved = isDocument(decoder) ? undefined : decoder.save();
      return saved ? [[key, saved] as const] : [];
    });
    return { decoders: [...this.#saved, ...decoders], host: this.#host ?? null };
  }

  #decoderOf({ followed: { key, source }, firstBatch }: Fresh): SourceDecoder {
    const known = this.#decoders.get(key);
    if (known?.kind && isCurrent(known, source)) return known;
    const saved = known && isDocument(known) ? undefined : (known?.save() ?? this.#saved.get(key));
    this.#saved.delete(key);
    const { gateway: named, kind: given, oldest, proxyHosts } = this.#options;
    const kind = given ?? saved?.kind ?? source.kind ?? recogniseKind(firstBatch ?? []);
    const gateway = named ?? saved?.gateway ?? source.gateway ?? this.#host ?? hostname();
    const decoder = new SourceDecoder(source, { kind, gateway, oldest, proxyHosts }, saved);
    this.#decoders.set(key, decoder);
    return decoder;
  }
}

/** Whose session a transcript is may be known only after it was begun. */
function isCurrent(decoder: SourceDecoder, { sessionKey }: Source): boolean {
  return !isDocument(decoder) && (sessionKey === undefined || sessionKey === decoder.source.sessionKey);
}
