import { z } from 'zod';

const isoTime = z.iso.datetime();
const count = z.int().min(0);

export const gapShape = { time: isoTime, gap: z.string(), source: z.string(), note: z.string() };

/** Since the watch started. */
export const figuresShape = {
  sources: count,
  events: count,
  findings: count,
  lastEvent: isoTime.nullable(),
  lagMs: count.describe('By which the newest event was old when it was read.'),
  files: z.record(z.string(), count).describe('Copies left out, files cut short, rotations and the like.'),
  alerts: z.array(
    z.looseObject({
      name: z.string(),
      queued: count,
      sent: count,
      failed: count,
      dropped: count,
      givenUp: count,
    }),
  ),
};
