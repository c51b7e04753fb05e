import type { SourceKind } from '../model/source.ts';
import { firstBytes } from './first-bytes.ts';
import type { FoundFile } from './found.ts';

/** What the names of all files of a set say. That it is a gateway's log is believed when the content agrees. */
export async function agreedKind(files: readonly FoundFile[]): Promise<SourceKind | undefined> {
  const kind = files[0]?.kind;
  if (files.some((file) => file.kind !== kind)) return undefined;
  if (kind !== 'gateway-log') return kind;
  for (const file of files) if (!(await startsLikeJson(file))) return undefined;
  return kind;
}

/** Under a service manager `gateway.log` holds console text. An empty file may become anything. */
async function startsLikeJson(file: FoundFile): Promise<boolean> {
  const start = (await firstBytes(file, 1024)).toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return /^\s*(?:\{|$)/.test(start);
}
