import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sinkKinds } from '../../src/alerts/sinks/index.ts';
import { loadSettings } from '../../src/config/load-settings.ts';

test('the README shows a sink of every kind, as the settings take it', () => {
  const [, section = ''] = readFileSync('README.md', 'utf8').split('### Alerts\n');
  const [example = ''] = section.split('```json5\n')[1]?.split('\n```') ?? [];
  const { settings } = loadSettings(example, 'README.md', { detectors: [], sinks: sinkKinds });
  expect(settings.alerts.map(({ kind }) => kind).sort()).toEqual(sinkKinds.map(({ kind }) => kind));
});
