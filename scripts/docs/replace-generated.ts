/** Replaces what stands between `<!-- generated: part -->` and `<!-- end of part -->`. */
export function replaceGenerated(
  text: string,
  { path, part, content }: { readonly path: string; readonly part: string; readonly content: string },
): string {
  const [opening, closing] = [`<!-- generated: ${part} -->`, `<!-- end of ${part} -->`];
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start);
  if (start < 0 || end < 0) throw new Error(`${path} needs the lines ${opening} and ${closing}`);
  return `${text.slice(0, start)}${opening}\n\n${content}\n\n${text.slice(end)}`;
}
