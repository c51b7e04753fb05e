import { cut } from '../facts/cut.ts';

/** The first characters, so that a hostile text does not fill a report. */
export function clamp(text: string, limit: number): string {
  return text.length <= limit ? text : `${cut(text, limit - 1)}…`;
}
