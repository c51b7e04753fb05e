// JSON escapes the controls below 0x20 only; a terminal obeys more, and a reader is misled by others.
const unsafe = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** The same JSON, with nothing in it that a terminal obeys. */
export function printableJson(json: string): string {
  return json.replace(unsafe, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
