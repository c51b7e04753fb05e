const longestKey = 512;

/** Keeps the last results of a pure function of a text; forgets all of them when full, so that memory is bounded. */
export function remember<Result>(compute: (text: string) => Result, limit = 4096): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const result = compute(text);
    if (text.length > longestKey) return result;
    if (known.size >= limit) known.clear();
    known.set(text, result);
    return result;
  };
}
