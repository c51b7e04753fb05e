import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectors } from '../../detectors/index.ts';
import { Engine } from '../../src/engine/engine.ts';
import { Linker } from '../../src/linker/linker.ts';
import type { AuditEvent } from '../../src/model/event.ts';

/** Turns of a gateway 2026.9.6, each told by its log, ledger, transcript and trajectory. */
const fixture = new URL('../fixtures/linker/told-by-four-sources.json', import.meta.url);
const turns = Object.entries(JSON.parse(readFileSync(fixture, 'utf8')) as { [turn: string]: AuditEvent[] });

const expected = new Map([
  ['a failed read of a key', ['unusual-tool-use low 1: Credentials looked for']],
  ['history of a session that is not there', []],
  ['history of another session', ["cross-session-access medium 1: Another principal's session reached"]],
  [
    'a secret sent away',
    [
      'credential-exfiltration medium 1: A secret may have left',
      'unusual-tool-use medium 1: Dangerous command',
    ],
  ],
]);

function sourcesOf(turn: readonly AuditEvent[]): readonly (readonly AuditEvent[])[] {
  const places = [...new Set(turn.map(placeOf))];
  return places.map((place) => turn.filter((event) => placeOf(event) === place));
}

function placeOf({ source }: AuditEvent): string {
  return `${source.name} ${'table' in source ? source.table : ''}`;
}

/** Looks at the sources in turns; each sees some more of one source. */
function inOrder(turn: readonly AuditEvent[], looks: readonly number[]): readonly AuditEvent[] {
  const left = sourcesOf(turn).map((events) => [...events]);
  const told: AuditEvent[] = [];
  for (const look of looks) {
    const source = left[look % left.length];
    told.push(...(source?.splice(0, 1 + Math.floor(look / left.length)) ?? []));
  }
  return [...told, ...left.flat()];
}

function judge(events: readonly AuditEvent[]): readonly string[] {
  const enabled = detectors.map((detector) => ({ detector, options: detector.options.parse({}) }));
  const engine = new Engine(enabled);
  const linker = new Linker({}, (event) => engine.push(event));
  for (const event of structuredClone(events)) linker.push(event);
  linker.end();
  return engine
    .findings()
    .filter(({ severity }) => severity !== 'info')
    .map(({ detector, severity, count, title }) => `${detector} ${severity} ${count}: ${title}`)
    .sort();
}

describe('one turn, whichever source tells of it first:', () => {
  test.each(turns)('%s', (name, turn) => {
    const looks = fc.array(fc.nat({ max: 40 }), { maxLength: 20 });
    fc.assert(
      fc.property(looks, (order) => {
        expect(judge(inOrder(turn, order))).toEqual(expected.get(name));
      }),
    );
  });
});
