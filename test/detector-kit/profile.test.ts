import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  countOf,
  countOfValue,
  learnRun,
  mergeProfile,
  newProfile,
  type Profile,
} from '../../src/detector-kit/profile.ts';

const day = 86_400_000;
const limits = { traits: 40, values: 40, halfLife: 90 * day, runs: 400 };

const run = (traits: readonly string[], { time = 0, values = [] as readonly string[] } = {}) => ({
  traits,
  values,
  time,
});

function learned(...runs: readonly ReturnType<typeof run>[]): Profile {
  const profile = newProfile(0);
  for (const one of runs) learnRun(profile, one, limits);
  return profile;
}

it('counts in how many runs a trait was, and knows the values of all', () => {
  const profile = learned(run(['t read'], { values: ['h1'] }), run(['t read', 't exec']));
  expect(profile.runs).toBe(2);
  expect(countOf(profile, 't read')).toBe(2);
  expect(countOf(profile, 't exec')).toBe(1);
  expect(countOf(profile, 't write')).toBe(0);
  expect([countOfValue(profile, 'h1'), countOfValue(profile, 'h2')]).toEqual([1, 0]);
});

it('fades by half in its half-life, and forgets what was there once', () => {
  const profile = learned(run(['t read']), run(['t read', 't exec'], { values: ['h1'] }));
  for (const time of [90 * day, 180 * day, 270 * day]) learnRun(profile, run(['t read'], { time }), limits);
  expect(countOf(profile, 't exec')).toBe(0);
  expect(countOfValue(profile, 'h1')).toBe(0);
  expect(profile.runs).toBeLessThan(3);
  expect(profile.seen).toBe(5);
});

it('learns anew after many runs: the last ones weigh more', () => {
  const old = Array.from({ length: 400 }, () => run(['t read']));
  const recent = Array.from({ length: 400 }, () => run(['t write']));
  const profile = learned(...old, ...recent);
  expect(countOf(profile, 't write')).toBeGreaterThan(countOf(profile, 't read'));
  expect(profile.runs).toBeLessThanOrEqual(400);
});

it('has room for so much and no more, and keeps what is common', () => {
  const rare = Array.from({ length: 500 }, (_, at) => run(['t read', `t rare${at}`], { values: [`h${at}`] }));
  const profile = learned(...rare);
  expect(Object.keys(profile.traits).length).toBeLessThanOrEqual(limits.traits);
  expect(Object.keys(profile.values).length).toBeLessThanOrEqual(limits.values);
  expect(profile.traitCount).toBe(Object.keys(profile.traits).length);
  expect(countOf(profile, 't read')).toBeGreaterThan(50);
});

it('two merged profiles are that of the runs of both', () => {
  const names = fc.uniqueArray(fc.constantFrom('t a', 't b', 'o a>b', 't __proto__'));
  fc.assert(
    fc.property(fc.array(names, { maxLength: 9 }), fc.array(names, { maxLength: 9 }), (one, other) => {
      const merged = learned(...one.map((traits) => run(traits)));
      mergeProfile(merged, learned(...other.map((traits) => run(traits))), limits);
      expect(merged).toEqual(learned(...[...one, ...other].map((traits) => run(traits))));
    }),
  );
});

it('is the same after it was saved', () => {
  const profile = learned(run(['t read', 'o >read'], { values: ['h1'] }));
  expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
});
