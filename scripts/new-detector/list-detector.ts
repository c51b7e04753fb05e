/** `detectors/index.ts` with one more detector, in alphabetical order. */
export function listDetector(text: string, id: string): string {
  const lines = text.split('\n').filter((line) => !isImport(line));
  const imports = [
    ...text.split('\n').filter(isImport),
    `import ${nameOf(id)} from './${id}/${id}.ts';`,
  ].sort(byFolder);
  const names = imports.map((line) => line.split(' ')[1]).join(', ');
  const list = lines.join('\n').replace(/= \[[^\]]*\]/, `= [${names}]`);
  return list.replace(/^(?=\n|\/\*\*|export)/m, `${imports.join('\n')}\n`);
}

const isImport = (line: string): boolean => /^import \w+ from '\.\/[a-z0-9-]+\/[a-z0-9-]+\.ts';$/.test(line);

const byFolder = (a: string, b: string): number => (folderOf(a) < folderOf(b) ? -1 : 1);
const folderOf = (line: string): string => line.split("'./")[1]?.split('/')[0] ?? '';

/** `secret-in-output` → `secretInOutput`. */
export const nameOf = (id: string): string =>
  id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
