import { clamp, hashText } from '../../src/detector-kit/index.ts';
import type { Rule, Sign } from './sign.ts';

const most = 40;
/** Their words change with the history; what they are about does not. */
const bySubject: readonly Rule[] = ['first-use', 'burst', 'odd-hour'];

/** What carries the signs, the same words whenever the same happens again. */
export function conditionsOf(signs: readonly Sign[]): readonly string[] {
  return bounded(signs.flatMap((sign) => sign.conditions ?? [`${sign.rule}: ${gistOf(sign)}`]));
}

/** Beyond what is listed a fingerprint of all stands for the rest: nobody accepts what is not there. */
export function bounded(conditions: readonly string[]): readonly string[] {
  const each = [...new Set(conditions)];
  if (each.length <= most) return each;
  return [...each.slice(0, most - 1), `and more: ${hashText(each.join('\n'))}`];
}

function gistOf({ rule, subject, text }: Sign): string {
  return clamp(bySubject.includes(rule) ? subject : text, 300);
}
