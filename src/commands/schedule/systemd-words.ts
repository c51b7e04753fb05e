/** A command of a unit file, each word itself and nothing else: no specifier, no variable, no second word. */
export function systemdCommand([program = '', ...words]: readonly string[]): string {
  // Systemd puts no variables into the path of the program.
  return [systemdWord(program), ...words.map((word) => systemdWord(word.replaceAll('$', '$$$$')))].join(' ');
}

/** One word of a setting, in quotes where it needs them. */
export function systemdWord(text: string): string {
  const plain = text.replaceAll('%', '%%');
  if (/^[\w@%+=:,./$-]+$/.test(plain)) return plain;
  return `"${plain.replace(/["\\]/g, String.raw`\$&`)}"`;
}
