/** A key or an id is its bearer's choice: it stands in a command only when a shell reads nothing else in it. */
export function commandWord(word: string, placeholder: string): string {
  return /^\w[\w:.@+-]{0,199}$/.test(word) ? word : placeholder;
}
