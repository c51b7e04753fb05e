const iso =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})) (?:(trace|debug|info|warn|error|fatal) )?\[([\w./:-]{1,80})\] /i;
// `Nov 22 14:00:00 host openclaw[123]: …` of journald and syslog, and journald's ISO form.
const journal =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?[+-]\d{2}:?\d{2}) \S{1,100} [\w./-]{1,60}(?:\[\d{1,10}\])?: /;

export interface ConsoleLine {
  readonly time: string;
  readonly level?: string;
  readonly label: string;
  readonly text: string;
}

/** `<ISO time> [label] text`, also behind the prefix of journald; anything else is no line of the gateway. */
export function consoleLineOf(line: string): ConsoleLine | undefined {
  const text = line.slice(journal.exec(line)?.[0].length ?? 0);
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [start, time = '', level, label = ''] = match;
  return { time, label, text: text.slice(start.length), ...(level !== undefined && { level }) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence starts with one.
const colours = /\u001b\[[0-9;]{0,20}m/g;

export function isConsoleLine(line: string): boolean {
  return consoleLineOf(line.replace(colours, '')) !== undefined;
}
