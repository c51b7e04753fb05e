import { z } from 'zod';
import { duration } from '../../src/facts/duration-option.ts';
import type { Detector } from '../../src/model/detector.ts';

export const detectors: readonly Detector[] = [
  detector(
    'multi-ip-session',
    z.strictObject({
      addresses: z.number().int().min(2).default(2),
      window: duration.prefault('1h'),
      ignore: z.array(z.string()).default([]),
    }),
  ),
  detector('unusual-tool-use', z.strictObject({})),
];

function detector(id: string, options: z.ZodType): Detector {
  return {
    meta: {
      id,
      version: '1.0.0',
      title: id,
      description: `Detects ${id}.`,
      severity: 'high',
      status: 'stable',
      references: { attack: [], atlas: [], owasp: [], openclaw: [] },
      falsePositives: [],
    },
    options,
    sight: () => ({ sight: 'full', because: [], cure: [] }),
    create: () => ({}),
  };
}
