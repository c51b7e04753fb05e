import type { EnabledDetector, Engine } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Book } from '../../state/learned/learned.ts';
import { versionBefore } from '../../state/learned/versions.ts';
import { hashOf } from './student.ts';

/** To be called before each event: when a gateway's evidence begins, its engine learns what was known before then. */
export function recalling(
  engine: Engine,
  detectors: readonly EnabledDetector[],
  books: readonly Book[],
): (event: AuditEvent) => void {
  const begun = new Set<string>();
  return ({ gateway, time }) => {
    if (begun.has(gateway)) return;
    begun.add(gateway);
    for (const enabled of detectors) {
      const { id } = enabled.detector.meta;
      const book = books.find((one) => one.detector === id && one.gateway === gateway);
      if (book) recall(engine, enabled, book, time);
    }
  };
}

function recall(engine: Engine, { detector, options }: EnabledDetector, book: Book, time: number): void {
  const { meta, learning } = detector;
  const isSame = book.options === hashOf(options);
  for (const [memory, { rest }] of Object.entries(learning?.memories ?? {})) {
    const entries = book.habits.flatMap(({ memory: its, key, versions }) => {
      const value = its === memory ? versionBefore(versions, time) : undefined;
      if (value === undefined) return [];
      const own = structuredClone(value);
      return [[key, isSame ? own : rest(own)] as const];
    });
    engine.recall(meta.id, memory, entries);
  }
}
