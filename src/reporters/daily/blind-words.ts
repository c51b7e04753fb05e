import type { Coverage } from '../../model/coverage.ts';

/** What nobody could see, in two or three words each, once. */
export function blindWords({ detectors }: Coverage): readonly string[] {
  const words = detectors
    .filter(({ sight }) => sight !== 'full')
    .flatMap(({ id, sight, unseen = [] }) =>
      unseen.length > 0 ? unseen : [sight === 'blind' ? id : `part of ${id}`],
    );
  return [...new Set(words)];
}
