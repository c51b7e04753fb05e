import fc from 'fast-check';
import { expect, it } from 'vitest';
import { argumentValues } from '../../src/detector-kit/argument-values.ts';
import type { Json } from '../../src/model/json.ts';

const named = (args: Json): readonly string[] =>
  argumentValues(args, undefined).map(({ field, kind, value }) => `${field} ${kind} ${value}`);

it('finds hosts, addresses, paths, identifiers and names', () => {
  expect(
    named({
      url: 'https://www.Example.com:8443/a?b=c',
      to: 'Ann@example.com',
      file: '/etc/hosts',
      account: 'GB29NWBK60161331926819',
      channel: 'general',
    }),
  ).toEqual([
    'url host example.com',
    'to address ann@example.com',
    'file path /etc/hosts',
    'account id gb29nwbk60161331926819',
    'channel name general',
  ]);
});

it('knows numbers, dates and switches for no names', () => {
  expect(
    named({ n: 100, amount: '1,810.00', date: '2026-01-05 10:20', on: 'true', ok: true, no: null }),
  ).toEqual([]);
});

it('of prose only takes what names something', () => {
  const body =
    'Dear Bob, please look at www.example.org/page, and answer to ann@example.com before the end of May.';
  expect(named({ body })).toEqual(['body host example.org', 'body address ann@example.com']);
  expect(named({ body: 'please be so kind and tell everybody that lunch is ready' })).toEqual([]);
});

it('leaves the positions of a list out of the field', () => {
  expect(named({ to: ['ann', 'bob'], files: [{ path: './src/a' }] })).toEqual([
    'to name ann',
    'to name bob',
    'files.path path ./src/a',
  ]);
});

it('says where each came from, and passes by what has no origin where others have one', () => {
  const origins = { to: 'result', 'cc.0': 'user' } as const;
  const values = argumentValues({ to: 'ann', cc: ['bob'], mood: 'good' }, origins);
  expect(values.map(({ field, origin }) => [field, origin])).toEqual([
    ['to', 'result'],
    ['cc', 'user'],
  ]);
});

it('stays bounded and calm whatever the arguments are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(argumentValues(value as Json, undefined).length).toBeLessThanOrEqual(48);
    }),
  );
});
