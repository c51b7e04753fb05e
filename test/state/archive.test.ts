import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../src/model/event.ts';
import { EventArchive } from '../../src/state/archive.ts';
import { archivedDays, dayPath } from '../../src/state/archive-days.ts';
import { noFacts } from '../../src/state/archive-facts.ts';
import { archiveRoot, folderName, gatewayNamed } from '../../src/state/archive-folder.ts';
import { EventNames } from '../../src/state/archive-key.ts';
import { ArchiveReader } from '../../src/state/archive-reader.ts';
import { ArchiveWriter } from '../../src/state/archive-writer.ts';
import type { ArchivedEvent } from '../../src/state/archived-event.ts';
import { event } from '../support/event.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const day = '2026-11-21';
const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';

const said = (time: number, text: string) =>
  event('message', { time, text, direction: 'inbound', outcome: 'ok' });
const kept = (each: AuditEvent): ArchivedEvent => ({
  name: new EventNames().nameOf(each),
  kind: 'gateway-log',
  event: each,
});

async function read(folder: string, from = 0, to = Number.POSITIVE_INFINITY) {
  const reader = new ArchiveReader(folder);
  const events: AuditEvent[] = [];
  for await (const batch of reader.read(from, to)) events.push(...batch.map((each) => each.event));
  return { events, facts: reader.facts };
}

async function follow(folder: string, events: readonly AuditEvent[], most?: number) {
  const archive = await EventArchive.open(folder, most);
  for (const each of events) archive.append(each, 'gateway-log');
  await archive.close();
}

describe('an archive that is followed', () => {
  test('gives back what was appended, in its order, day by day', async () => {
    const folder = temporaryFolder();
    const events = [said(noon, 'a'), said(noon + 1, 'b'), said(noon + 86_400_000, 'c')];
    await follow(folder, events);
    expect((await read(folder)).events).toEqual(events);
    expect(await archivedDays(folder)).toEqual([day, '2026-11-22']);
    expect((await read(folder, noon + 1, noon + 2)).events).toEqual([events[1]]);
  });

  test('goes on where it was', async () => {
    const folder = temporaryFolder();
    const events = [said(noon, 'a'), said(noon + 1, 'b')];
    await follow(folder, events.slice(0, 1));
    await follow(folder, events.slice(1));
    expect((await read(folder)).events).toEqual(events);
  });

  test('what was added once more after a crash goes when it is opened again', async () => {
    const folder = temporaryFolder();
    const events = [said(noon, 'a'), said(noon + 1, 'b')];
    for (let times = 0; times < 3; times++) await follow(folder, events);
    const later = said(noon + 2, 'c');
    await follow(folder, [later]);
    expect((await read(folder)).events).toEqual([...events, later]);
  });

  test('a day that is over is packed, and what comes meanwhile is not lost', async () => {
    const folder = temporaryFolder();
    const archive = await EventArchive.open(folder);
    const pieces = Array.from({ length: 50 }, (_, index) => said(noon + index, `piece ${index}`));
    for (const piece of pieces) {
      archive.append(piece, 'gateway-log');
      await archive.flush();
    }
    const before = statSync(dayPath(folder, day)).size;
    const packing = archive.pack(noon + 86_400_000);
    const late = said(noon + 100, 'late');
    archive.append(late, 'gateway-log');
    await archive.flush();
    await packing;
    await archive.close();
    expect(statSync(dayPath(folder, day)).size).toBeLessThan(before / 5);
    expect((await read(folder)).events).toEqual([...pieces, late]);
  });

  test('a day in which nothing happened is known to have been watched', async () => {
    const folder = temporaryFolder();
    const archive = await EventArchive.open(folder);
    const span = { from: noon, to: noon + 2 * 86_400_000 };
    await archive.flush({ ...noFacts, watched: [span] });
    await archive.close();
    const days = [day, '2026-11-22', '2026-11-23'];
    expect(await archivedDays(folder)).toEqual(days);
    expect((await read(folder)).facts.get('2026-11-22')?.watched).toEqual([
      { from: Date.parse('2026-11-22'), to: Date.parse('2026-11-23') },
    ]);
  });

  test('holds no credential, and nobody else may read it', async () => {
    const folder = temporaryFolder();
    const call = event('toolExecution', {
      time: noon,
      tool: 'exec',
      phase: 'start',
      outcome: 'unknown',
      args: { command: `push ${secret}`, password: 'hunter2' },
    });
    await follow(folder, [said(noon, `token=${secret}`), call]);
    const text = gunzipSync(readFileSync(dayPath(folder, day))).toString();
    expect(text).not.toMatch(/abcdefghijkl|hunter2/);
    if (process.platform !== 'win32') expect(statSync(dayPath(folder, day)).mode & 0o077).toBe(0);
  });

  test('leaves out what only this reading could not take in', async () => {
    const folder = temporaryFolder();
    await follow(folder, [
      event('evidenceGap', { time: noon, gap: 'unreadable' }),
      event('evidenceGap', { time: noon, gap: 'dropped', missing: 3 }),
    ]);
    expect((await read(folder)).events).toMatchObject([{ gap: 'dropped' }]);
  });

  test('has one writer at a time', async () => {
    const folder = temporaryFolder();
    const archive = await EventArchive.open(folder);
    await expect(EventArchive.open(folder)).rejects.toMatchObject({ code: 'LOCKED' });
    await archive.close();
    await (await EventArchive.open(folder)).close();
  });

  test('mends a day whose end was torn by a crash, and says what is lost', async () => {
    const folder = temporaryFolder();
    await follow(folder, [said(noon, 'a')]);
    await follow(folder, [said(noon + 1, 'b')]);
    truncateSync(dayPath(folder, day), statSync(dayPath(folder, day)).size - 9);
    await follow(folder, [said(noon + 2, 'c')]);
    const { events, facts } = await read(folder);
    expect(events.map(({ text }) => text)).toEqual(expect.arrayContaining(['a', 'c']));
    expect(facts.get(day)?.damage).toMatch(/damaged/);
  });

  test('is bounded: a flood is counted, not kept', async () => {
    const folder = temporaryFolder();
    const flood = Array.from({ length: 50 }, (_, index) => said(noon + index, 'x'));
    await follow(folder, flood, 20);
    const { events, facts } = await read(folder);
    expect([events.length, facts.get(day)?.left]).toEqual([20, 30]);
  });

  test('forgets days that are too old', async () => {
    const folder = temporaryFolder();
    await follow(folder, [said(noon, 'a'), said(noon + 86_400_000, 'b')]);
    const archive = await EventArchive.open(folder);
    await archive.forget(Date.parse('2026-11-22T00:00:01Z'));
    await archive.close();
    expect(await archivedDays(folder)).toEqual(['2026-11-22']);
  });
});

describe('a damaged day is a gap, never an error', () => {
  const damages: readonly [string, (bytes: Buffer) => Buffer][] = [
    ['cut', (bytes) => bytes.subarray(0, bytes.length - 20)],
    ['empty', () => Buffer.alloc(0)],
    ['not compressed', () => Buffer.from('hello\n')],
    ['other lines', () => gzipSync('{"name":1}\nnull\n[]\n{"name":"x","kind":"nothing","event":{}}\n')],
    ['not JSON', () => gzipSync('{"name":\n')],
    ['half a line', () => gzipSync('{"name":"x"')],
    ['flipped', (bytes) => Buffer.from(bytes.map((byte, index) => (index === 30 ? byte ^ 255 : byte)))],
    ['a day that is not its own', () => gzipSync(`${JSON.stringify(kept(said(0, 'early')))}\n`)],
  ];

  test.each(damages)('%s', async (_, damage) => {
    const folder = temporaryFolder();
    await follow(folder, [said(noon, 'a'), said(noon + 86_400_000, 'b')]);
    writeFileSync(dayPath(folder, day), damage(readFileSync(dayPath(folder, day))));
    const { events, facts } = await read(folder);
    expect(events.map(({ text }) => text)).toContain('b');
    expect(facts.get(day)?.damage).not.toBe('');
  });
});

describe('a day written anew', () => {
  const facts = { ...noFacts, watched: [{ from: noon, to: noon + 10 }] };
  const nothing = { facts: new Map(), events: new Map() };

  test('is one whole file, with what was watched', async () => {
    const folder = join(temporaryFolder(), 'home');
    const writer = new ArchiveWriter(folder, () => true);
    writer.add(kept(said(noon, 'a')));
    await writer.write(facts, nothing);
    const { events, facts: after } = await read(folder);
    expect(events.map(({ text }) => text)).toEqual(['a']);
    expect(after.get(day)).toEqual(facts);
    expect(readdirSync(folder)).toEqual([`${day}.ndjson.gz`]);
  });

  test('is left alone when nothing is new, or it is closed', async () => {
    const folder = join(temporaryFolder(), 'home');
    const write = async (isOpen: boolean, known: ReadonlyMap<string, number>) => {
      const writer = new ArchiveWriter(folder, () => isOpen);
      writer.add(kept(said(noon, 'a')));
      await writer.write(facts, { facts: new Map([[day, facts]]), events: known });
    };
    await write(false, new Map());
    await write(true, new Map([[day, 1]]));
    expect(existsSync(folder)).toBe(false);
    await write(true, new Map());
    expect(existsSync(dayPath(folder, day))).toBe(true);
  });

  test('also tells that nothing happened while it was watched', async () => {
    const folder = join(temporaryFolder(), 'home');
    await new ArchiveWriter(folder, () => true).write(facts, nothing);
    expect((await read(folder)).facts.get(day)?.watched).toEqual(facts.watched);
  });
});

describe('the name of an event', () => {
  const names = () => new EventNames();

  test('does not depend on where it stands, nor on a credential in it', () => {
    const line = said(noon, `token=${secret}`);
    const moved = { ...line, source: { name: 'other.log', line: 7, offset: 99 } };
    const masked = { ...line, text: 'token=***' };
    expect(names().nameOf(moved)).toBe(names().nameOf(line));
    expect(names().nameOf(masked)).toBe(names().nameOf(line));
  });

  test('tells apart what one record tells twice', () => {
    const source = { name: 'a.jsonl', line: 3, offset: 20 };
    const call = () =>
      event('toolExecution', { time: noon, source, tool: 'read', phase: 'start', outcome: 'unknown' });
    const one = names();
    const [first, second] = [one.nameOf(call()), one.nameOf(call())];
    expect(first).not.toBe(second);
    const again = names();
    expect([again.nameOf(call()), again.nameOf(call())]).toEqual([first, second]);
  });
});

describe('the folder of a gateway', () => {
  test.each(['home', '.', '..', 'a/b', 'a\\b:c*', 'ä', '\ud800', 'x'.repeat(500), ''])(
    '%j is one safe name',
    (name) => {
      const folder = folderName(name);
      expect(folder).toMatch(/^[\w%!'().~-]{1,255}$/);
      expect(folder).not.toMatch(/^\.{1,2}$/);
      if (name.length > 0 && name.length < 99 && name !== '\ud800') expect(gatewayNamed(folder)).toBe(name);
    },
  );

  test('is another for evidence of another place', () => {
    const roots = [
      archiveRoot('/state', { paths: [] }),
      archiveRoot('/state', { paths: ['/a'] }),
      archiveRoot('/state', { paths: ['/b'] }),
      archiveRoot('/state', { paths: [], profile: 'work' }),
    ];
    expect(roots[0]).toBe(join('/state', 'archive'));
    expect(new Set(roots).size).toBe(4);
    expect(archiveRoot('/state', { paths: ['/b', '/a'] })).toBe(
      archiveRoot('/state', { paths: ['/a', '/b'] }),
    );
  });
});
