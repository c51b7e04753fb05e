import { z } from 'zod';
import type { Detector } from '../model/detector.ts';
import { type Problem, problemsOf, unknownName } from './problem.ts';
import type { DetectorSettings, Settings } from './settings.ts';

export interface ReadDetectors {
  readonly settings: Settings['detectors'];
  readonly problems: readonly Problem[];
}

/** The options of each detector as its own schema says, and whether it runs. */
export function readDetectors(written: object, detectors: readonly Detector[]): ReadDetectors {
  const ids = detectors.map(({ meta }) => meta.id);
  const problems: Problem[] = Object.keys(written)
    .filter((id) => !ids.includes(id))
    .map((id) => unknownName('detector', ['detectors', id], ids));
  const entries = detectors.map((detector): [string, DetectorSettings] => {
    const { id } = detector.meta;
    const own: unknown = Object.hasOwn(written, id) ? Reflect.get(written, id) : {};
    const read = readDetector(own, detector);
    problems.push(...read.problems);
    return [id, read.settings];
  });
  return { settings: Object.fromEntries(entries), problems };
}

interface ReadDetector {
  readonly settings: DetectorSettings;
  readonly problems: readonly Problem[];
}

const anyObject = z.record(z.string(), z.unknown());
const switchOn = z.looseObject({ enabled: z.boolean().default(true) });

function readDetector(written: unknown, { meta, options: schema }: Detector): ReadDetector {
  const path = ['detectors', meta.id];
  const object = anyObject.safeParse(written);
  if (!object.success) {
    return {
      settings: { enabled: true, options: undefined },
      problems: problemsOf(object.error.issues, () => [], path),
    };
  }
  const { enabled: _, ...own } = object.data;
  const enabled = switchOn.safeParse(object.data);
  const options = schema.safeParse(own);
  const names = ['enabled', ...(schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])];
  const issues = [...(enabled.error?.issues ?? []), ...(options.error?.issues ?? [])];
  return {
    settings: { enabled: enabled.data?.enabled ?? true, options: options.data },
    problems: problemsOf(issues, () => names, path),
  };
}
