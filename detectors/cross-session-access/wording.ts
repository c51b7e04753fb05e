import { clamp, type Report } from '../../src/detector-kit/index.ts';
import type { Case } from './case.ts';
import { remediesOf } from './remedies.ts';

/** The finding as it stands after the newest deed. */
export function reportOf(known: Case): Report {
  const { verdict } = known;
  const { rule, title, severity, confidence, seen, threshold, windowMs } = verdict;
  return {
    title,
    summary: summaryOf(known),
    severity,
    confidence,
    explanation: {
      rule,
      ...(seen !== undefined && { seen }),
      ...(threshold !== undefined && { threshold }),
      ...(windowMs !== undefined && { windowMs }),
      facts: factsOf(known),
    },
    remediation: remediesOf(known),
  };
}

function summaryOf(known: Case): string {
  const { refusedCalls, refusedTargets, reachedCalls, reachedTargets, unnamedCalls, files, verdict } = known;
  const deeds = [
    refusedCalls > 0 && `was refused ${times(refusedCalls)}${at(refusedTargets, 'at')}`,
    reachedCalls > 0 && `reached into sessions ${times(reachedCalls)}${at(reachedTargets, ':')}`,
    unnamedCalls > 0 && `used session tools ${times(unnamedCalls)} on targets that are not named`,
    files.length > 0 && `named session files by path: ${files.slice(0, 3).join(', ')}`,
  ].filter((deed) => deed !== false);
  const because = verdict.because ? `; ${verdict.because}` : '';
  return `${clamp(known.initiator, 120)} ${deeds.join(', and ')}${because}.`;
}

function factsOf({ refusedCalls, refusedTargets, reachedCalls, reachedTargets, unnamedCalls, files }: Case) {
  return [
    { name: 'refused calls', value: String(refusedCalls), number: refusedCalls },
    { name: 'refused targets', value: refusedTargets.join(', '), number: refusedTargets.length },
    { name: 'reaching calls', value: String(reachedCalls), number: reachedCalls },
    { name: 'reached targets', value: reachedTargets.join(', '), number: reachedTargets.length },
    { name: 'calls without a target', value: String(unnamedCalls), number: unnamedCalls },
    { name: 'session files', value: files.join(', '), number: files.length },
  ].filter(({ number }) => number > 0);
}

function at(targets: readonly string[], word: string): string {
  if (targets.length === 0) return '';
  const shown = targets.slice(0, 3).join(', ');
  const rest = targets.length > 3 ? ` and ${targets.length - 3} more` : '';
  return word === ':' ? `: ${shown}${rest}` : ` ${word} ${shown}${rest}`;
}

function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}
