import { type AuditEvent, clamp } from '../../src/detector-kit/index.ts';

/** What is known of the process of a gateway. */
export type Life = {
  readonly running: boolean;
  readonly pid: string | null;
  /** When and how it said that it was ready. */
  readonly ready: { readonly time: number; readonly line: string } | null;
  /** The gateway's own log told of it, not a claim. */
  readonly recorded: boolean;
  /** When it last gave a sign. */
  readonly sign: number;
  /** Settings that were changed since then, not by the gateway. */
  readonly changes: readonly string[];
  /** A start that is not yet known to have gone well, and how things stood then. */
  readonly boot: { readonly time: number; readonly sign: number; readonly changes: readonly string[] } | null;
};

export const unknownLife: Life = {
  running: false,
  pid: null,
  ready: null,
  recorded: false,
  sign: Number.MIN_SAFE_INTEGER,
  changes: [],
  boot: null,
};

/** Starting gateways write these themselves. */
const own =
  /^(?:meta|wizard|plugins\.installs|agents\.(?:ownership|defaults\.(?:systemAgent|compaction)))(?:\.|$)/;

/** A file that is changed while nobody runs; what the gateway itself writes does not count. */
export function withChange(life: Life, { by, paths, result }: AuditEvent<'configChange'>): Life {
  if (by === 'gateway' || result === 'overwritten' || result === 'invalid') return life;
  const foreign = paths.filter((path) => !own.test(path)).map((path) => clamp(path, 80));
  if (foreign.length === 0 && paths.length > 0) return life;
  const named = foreign.length > 0 ? foreign : ['the settings file'];
  return { ...life, changes: [...life.changes.filter((path) => !named.includes(path)), ...named].slice(-5) };
}
