import type { Line } from '../../model/source.ts';
import { asciiOf } from '../bytes.ts';
import { hasRows, isInteresting, type Look } from './dispatch.ts';
import { rootSubsystem, verboseSubsystem } from './record.ts';

const subsystemStart = '{"0":"{\\"subsystem\\":\\"';
const moduleStart = '{"0":"{\\"module\\":\\"';
const verboseStart = '{"0":{"message":"';
const rootStart = '{"0":"';
const messageStart = '}","1":"';
const lookLength = 200;
const longestPrefix = 100;

/** Whether a line's fixed start already says that it is of no interest: four of five lines are not. */
export function isOfNoInterest(line: Line): boolean {
  const { bytes } = line;
  // `{"0":` … `}`: anything else is read, and reported when it cannot be.
  if (bytes[bytes.length - 1] !== 0x7d || bytes[1] !== 0x22 || bytes[2] !== 0x30 || bytes[3] !== 0x22)
    return false;
  const start = asciiOf(line, 0, lookLength);
  if (start.startsWith(subsystemStart)) return isDullChild(line, start, subsystemStart.length);
  if (start.startsWith(moduleStart)) return isDullChild(line, start, moduleStart.length);
  if (start.startsWith(verboseStart))
    return isDull(verboseSubsystem, line, { start, message: verboseStart.length });
  return start.startsWith(rootStart) && isDull(rootSubsystem, line, { start, message: rootStart.length });
}

function isDullChild(line: Line, start: string, from: number): boolean {
  const end = start.indexOf('\\"', from);
  if (end < 0) return false;
  const subsystem = start.slice(from, end);
  if (!hasRows(subsystem)) return !subsystem.includes('\\');
  const message = end + 2 + messageStart.length;
  return start.startsWith(messageStart, end + 2) && isDull(subsystem, line, { start, message });
}

function isDull(subsystem: string, line: Line, { start, message }: Look): boolean {
  // Colours stand in front of the words; a short look may not reach the end of a prefix.
  if (start.length < message + longestPrefix || start.startsWith('\\u001b', message)) return false;
  return isInteresting(subsystem, line, { start, message }) === false;
}
