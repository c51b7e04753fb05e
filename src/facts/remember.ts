const longestKey = 512;

/** Keeps the last results of a pure function of a text, in two generations of bounded size. */
export function remember<Result>(compute: (text: string) => Result, limit = 4096): (text: string) => Result {
  let young = new Map<string, Result>();
  let old = new Map<string, Result>();
  // Much of what is asked of an event is asked again before the next one comes.
  let lastText: string | undefined;
  let last: Result;

  function find(text: string): Result {
    const found = young.get(text);
    if (found !== undefined) return found;
    const result = old.get(text) ?? compute(text);
    if (text.length > longestKey) return result;
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(text, result);
    return result;
  }

  return (text) => {
    if (text !== lastText) {
      last = find(text);
      lastText = text;
    }
    return last;
  };
}
