import { visible } from '../../facts/escape.ts';
import { counted } from '../../reporters/counted.ts';
import type { Acceptance, Learned } from '../../state/learned/learned.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { withoutName } from '../learned/forgotten.ts';
import { withLearned } from '../learned/learned-folder.ts';
import type { RawOptions } from '../options.ts';
import { refuseFollow } from '../request.ts';
import { writeOutput } from '../write-output.ts';
import { allKnown, type Known, meant } from './known.ts';
import { unknownEntity } from './unknown-entity.ts';

/** `openclaw-audit baseline forget <entity>`, or the id of an accepted finding. */
export async function forgetBaseline(word: string, options: RawOptions): Promise<number> {
  refuseFollow(options);
  return await withLearned(options, async (record) => {
    const { learned, said } = forgotten(record.learned, word, options.gateway);
    await record.write(learned);
    await writeOutput(`${said.map(visible).join('\n')}\n`, options.output);
    return exitCodes.done;
  });
}

interface Forgotten {
  readonly learned: Learned;
  readonly said: readonly string[];
}

function forgotten(learned: Learned, word: string, gateway: string | undefined): Forgotten {
  const acceptance = learned.accepted.find(({ id }) => word.length >= 8 && id.startsWith(word.toLowerCase()));
  if (acceptance) return withoutAcceptance(learned, acceptance);
  const all = allKnown(learned).filter((one) => gateway === undefined || one.gateway === gateway);
  return withoutKnown(learned, named(all, word));
}

function withoutAcceptance(learned: Learned, acceptance: Acceptance): Forgotten {
  const { id, detector, entities, reason } = acceptance;
  const said = `no longer accepted: ${detector} of ${entities.join(', ')} (${reason}), finding ${id}`;
  return {
    learned: { ...learned, accepted: learned.accepted.filter((one) => one !== acceptance) },
    said: [said],
  };
}

/** Whoever forgets names whom, and on which gateway: a part of the name shows what there is. */
function named(all: readonly Known[], word: string): readonly Known[] {
  const known = meant(all, word);
  if (known.length === 0) throw unknownEntity(word, all);
  const names = [...new Set(known.map(({ name }) => name))];
  if (names.length > 1 || ![word, word.toLowerCase()].includes(names[0] ?? ''))
    throw new AuditError('USAGE', `forget takes the whole name: ${names.slice(0, 5).join(', ')}`);
  const gateways = [...new Set(known.map((one) => one.gateway))];
  if (gateways.length > 1)
    throw new AuditError('USAGE', `${word} is known of ${gateways.join(', ')}: say which with --gateway`);
  return withItsOwn(all, known);
}

/** An agent goes with its jobs and sessions. */
function withItsOwn(all: readonly Known[], known: readonly Known[]): readonly Known[] {
  const [one] = known;
  if (one?.portrait.kind !== 'agent') return known;
  const own = all.filter(({ gateway, portrait }) => gateway === one.gateway && portrait.agentId === one.name);
  return [...own.filter((other) => !known.includes(other)), ...known];
}

function withoutKnown(learned: Learned, known: readonly Known[]): Forgotten {
  let { books } = learned;
  for (const { name, gateway, portrait } of known)
    books = books.map((book) =>
      book.gateway === gateway ? withoutName(book, name, portrait.agentId) : book,
    );
  const isGone = ({ gateway, entities }: Acceptance): boolean =>
    known.some((one) => one.gateway === gateway && entities.includes(one.name));
  const gone = learned.accepted.filter(isGone);
  const said = [
    ...known.map(
      ({ name, gateway, portrait }) =>
        `forgotten: ${portrait.kind} ${name} of ${gateway}, ${counted(portrait.runs, 'run')}`,
    ),
    ...gone.map(({ id, reason }) => `no longer accepted: finding ${id} (${reason})`),
    'What was learned before is not learned again from the same evidence; a watch that runs keeps its own memory until it is started anew.',
  ];
  return { learned: { ...learned, books, accepted: learned.accepted.filter((one) => !isGone(one)) }, said };
}
