/** Makes any text safe to show: what is invisible, or moves the cursor or the reading direction, becomes `\x1b`, `\u202e`, … */
export function visible(text: string): string {
  return text.replace(special, (match, emoji?: string) => emoji ?? escaped(match.codePointAt(0) ?? 0));
}

// Emoji keep the joiners and selectors they are made of.
const special =
  /(\p{Extended_Pictographic}\p{Emoji_Modifier}?\u{fe0f}?(?:\u{200d}\p{Extended_Pictographic}\p{Emoji_Modifier}?\u{fe0f}?)*)|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/gu;

const names = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);

function escaped(code: number): string {
  const name = names.get(code);
  if (name !== undefined) return name;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
