import type { Report } from '../../../src/detector-kit/index.ts';
import type { Kind } from '../story.ts';
import { repeated, slow } from './guessing.ts';
import { inside } from './inside.ts';
import { pastLimiter } from './past-limiter.ts';
import type { Subject } from './subject.ts';
import { unlogged } from './unlogged.ts';
import { webPage } from './web-page.ts';

/** The finding of one address, by the worst that it did. */
export function addressReport(subject: Subject): Report {
  return wordings[subject.story.kind ?? 'repeated'](subject);
}

type Wording = (subject: Subject) => Report;

const wordings: { readonly [K in Kind]: Wording } = {
  repeated,
  slow,
  unlogged,
  'past-limiter': pastLimiter,
  'web-page': webPage,
  nearby: entered,
  inside: entered,
};

function entered(subject: Subject): Report {
  const { entry } = subject.story;
  return entry === null ? repeated(subject) : inside(subject, entry);
}
