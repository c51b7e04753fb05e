const critical = new Set(['0', '1', '2', '_meta', 'time']);

/** A critical key that stands twice at the top of an object: readers differ on which one counts. */
export function repeatedKey(text: string): string | undefined {
  const seen = new Set<string>();
  for (const key of topKeys(text)) {
    if (critical.has(key) && seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}

function* topKeys(text: string): Generator<string> {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x22) {
      depth += step(code);
      continue;
    }
    const end = endOfString(text, at);
    if (depth === 1 && text.charCodeAt(end + 1) === 0x3a && end - at < 8) yield text.slice(at + 1, end);
    at = end;
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

function step(code: number): number {
  if (code === 0x7b || code === 0x5b) return 1;
  return code === 0x7d || code === 0x5d ? -1 : 0;
}
