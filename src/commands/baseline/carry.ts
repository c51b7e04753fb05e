import { readFile } from 'node:fs/promises';
import { counted } from '../../reporters/counted.ts';
import { printableJson } from '../../reporters/printable-json.ts';
import type { Book, Learned } from '../../state/learned/learned.ts';
import { peekLearned } from '../../state/learned/learned-record.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { joinedBooks } from '../learned/joined-books.ts';
import { learnedFolder, withLearned } from '../learned/learned-folder.ts';
import type { RawOptions } from '../options.ts';
import { refuseFollow } from '../request.ts';
import { writeOutput } from '../write-output.ts';
import { type Exported, exportedOf, memoriesOf, readExported } from './exported.ts';

/** `openclaw-audit baseline export`: all of it, as one JSON document. */
export async function exportBaseline(options: RawOptions): Promise<number> {
  refuseFollow(options);
  const exported = exportedOf(await peekLearned(learnedFolder(options)));
  await writeOutput(`${printableJson(JSON.stringify(exported))}\n`, options.output);
  return exitCodes.done;
}

/** `openclaw-audit baseline import <file>`: added to what is known; the same file counts once. */
export async function importBaseline(file: string, options: RawOptions): Promise<number> {
  refuseFollow(options);
  const exported = readExported(await textOf(file));
  if (typeof exported === 'string') throw new AuditError('USAGE', `${file} cannot be taken in: ${exported}`);
  return await withLearned(options, async (record) => {
    const { learned } = record;
    const isKnown = learned.imports.includes(exported.id);
    if (!isKnown) await record.write(withExported(learned, exported));
    const entries = exported.books.reduce((sum, { habits }) => sum + habits.length, 0);
    const said = isKnown
      ? 'it was taken in before: nothing changes'
      : `taken in: ${counted(entries, 'entry').replace('entrys', 'entries')} of ${exported.books.map(({ gateway }) => gateway).join(', ') || 'nobody'}`;
    await writeOutput(`${said}\n`, options.output);
    return exitCodes.done;
  });
}

const mostImports = 1000;

function withExported(learned: Learned, { id, books, accepted }: Exported): Learned {
  const added = books.reduce<readonly Book[]>(withBook, learned.books);
  const others = accepted.filter((one) => !learned.accepted.some((own) => own.id === one.id));
  return {
    books: added,
    accepted: [...learned.accepted, ...others],
    imports: [...learned.imports, id].slice(-mostImports),
  };
}

function withBook(books: readonly Book[], other: Exported['books'][number]): readonly Book[] {
  const { detector, gateway } = other;
  const known = books.find((book) => book.detector === detector && book.gateway === gateway);
  // What is at rest fits any options.
  const imported = { ...other, options: '' };
  if (!known) return [...books, imported];
  return books.map((book) => (book === known ? joinedBooks(known, imported, memoriesOf(detector)) : book));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AuditError('USAGE', `${file} cannot be read: ${why}`, { cause: error });
  }
}
