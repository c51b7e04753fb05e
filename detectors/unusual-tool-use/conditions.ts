import { clamp } from '../../src/detector-kit/index.ts';
import type { Rule, Sign } from './sign.ts';

const most = 40;
/** Their words change with the history; what they are about does not. */
const bySubject: readonly Rule[] = ['first-use', 'burst', 'odd-hour'];

/** What carries the signs, the same words whenever the same happens again. */
export function conditionsOf(signs: readonly Sign[]): readonly string[] {
  const all = signs.flatMap((sign) => sign.conditions ?? [`${sign.rule}: ${gistOf(sign)}`]);
  return [...new Set(all)].slice(0, most);
}

function gistOf({ rule, subject, text }: Sign): string {
  return clamp(bySubject.includes(rule) ? subject : text.replace(/\d+/g, '#'), 300);
}
