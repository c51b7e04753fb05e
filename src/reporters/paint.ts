import { styleText } from 'node:util';
import type { Severity } from '../model/finding.ts';

export type Style = 'bold' | 'dim' | Severity;

export type Paint = (style: Style, text: string) => string;

const formats = {
  bold: 'bold',
  dim: 'dim',
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
} as const satisfies { [S in Style]: unknown };

/** Colours when asked; the caller has looked at the terminal already. */
export function painter(color: boolean): Paint {
  if (!color) return (_, text) => text;
  return (style, text) => {
    const format = formats[style];
    return styleText(typeof format === 'string' ? format : [...format], text, { validateStream: false });
  };
}
