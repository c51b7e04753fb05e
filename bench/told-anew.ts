/** Times, and the ids that a gateway makes anew: connections, runs, calls, spans. Names of people and devices stay. */
const changing =
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}|\b[0-9a-f]{8}(?=-[0-9a-f]{4}-|…)|(?<=(?:traceId|panId)":")[0-9a-f]{8}|(?<=call_)[a-z0-9]{4}/g;

/** What a gateway wrote, to be told as of other times. */
export interface Pieces {
  /** What stays, and between two of them what changes. */
  readonly fixed: readonly string[];
  readonly variable: readonly string[];
  readonly span: number;
}

export function cut(text: string): Pieces {
  const variable = text.match(changing) ?? [];
  const times = [...text.matchAll(/"time(?:stamp)?":"([^"]+)"/g)].map(([, time = '']) => Date.parse(time));
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0) + 1000;
  return { fixed: text.split(changing), variable, span };
}

/** The recording as it would have been `ago` rounds earlier. */
export function anew({ fixed, variable, span }: Pieces, ago: number): string {
  const text: string[] = [];
  for (const [index, piece] of fixed.entries()) {
    text.push(piece);
    const word = variable[index];
    if (word !== undefined) text.push(changed(word, ago, span));
  }
  return text.join('');
}

function changed(word: string, ago: number, span: number): string {
  if (isTime(word)) return new Date(Date.parse(`${word}Z`) - ago * span).toISOString().slice(0, -1);
  if (word.length === 4) return (ago + 46_656).toString(36).slice(-4);
  const hex = (Number.parseInt(word, 16) ^ Math.imul(ago, 0x9e3779b1)) >>> 0;
  return hex.toString(16).padStart(8, '0');
}

const isTime = (word: string): boolean => word.length === 23;
