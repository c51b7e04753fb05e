const wide =
  /[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const flat = /\p{M}|\u{200d}|\u{fe0f}/u;

// No line starts with the sign between two parts, and none ends within a time.
const glue = '\u00a0';

/** Columns that a text without escape codes takes on a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Lines of at most `width` columns, broken at spaces where there are any. */
export function wrap(text: string, width: number): readonly string[] {
  const words = glued(text)
    .split(' ')
    .flatMap((part) => chop(part, width));
  return fill(words, width);
}

/** As `wrap`, but what stands in backticks is not broken, so that it can be copied: a long command runs over. */
export function wrapAround(text: string, width: number): readonly string[] {
  const whole = text.split('`').map((part, index) => (index % 2 === 1 ? part.replaceAll(' ', glue) : part));
  const words = whole.join('`').split(' ');
  return fill(
    words.flatMap((word) => (word.includes('`') ? [word] : chop(word, width))),
    width,
  );
}

function fill(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => each.replaceAll(glue, ' '));
}

function glued(text: string): string {
  return text.replaceAll(' · ', `${glue}· `).replace(/(\d-\d\d) (?=\d\d:)/g, `$1${glue}`);
}

/** At most so many lines, with an ellipsis where more would follow. */
export function wrapAtMost(text: string, width: number, most: number): readonly string[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shorten(`${lines[most - 1] ?? ''}…`, width)];
}

/** The start of a text, with an ellipsis where it was cut. */
export function shorten(text: string, width: number): string {
  return textWidth(text) <= width ? text : `${chop(text, Math.max(1, width - 1))[0] ?? ''}…`;
}

/** The end of a path, from a folder on where one fits. */
export function fitPath(path: string, width: number): string {
  if (textWidth(path) <= width) return path;
  const tail = [...path].slice(-Math.max(1, width - 1)).join('');
  const folder = tail.search(/[/\\]/);
  return `…${folder > 0 ? tail.slice(folder) : tail}`;
}

function chop(word: string, width: number): string[] {
  if (word.length <= width && !wide.test(word)) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const columns = characterWidth(character);
    if (used + columns > width && part !== '') {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += character;
    used += columns;
  }
  return [...parts, part];
}

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (flat.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
