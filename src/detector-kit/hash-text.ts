/** 32 bits as a short word: names a value without keeping it. */
export function hashText(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b) ^ (hash >>> 13);
  return `h${(hash >>> 0).toString(36)}`;
}
