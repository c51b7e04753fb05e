import { expect, test } from 'vitest';
import { z } from 'zod';
import { detectorHead } from '../../scripts/docs/detector-docs.ts';
import { replaceGenerated } from '../../scripts/docs/replace-generated.ts';
import { defineDetector, duration } from '../../src/detector-kit/index.ts';

const detector = defineDetector({
  meta: {
    id: 'tool-loop',
    version: '1.0.0',
    title: 'Tool called in a loop',
    description: 'Detects an agent that repeats one call.',
    severity: 'medium',
    status: 'stable',
    references: { attack: ['T1110.001'], atlas: ['AML.T0051'], owasp: ['LLM01:2025'], openclaw: [] },
    falsePositives: ['Polling.'],
  },
  options: z.strictObject({
    calls: z.number().default(10).describe('Calls | that count.'),
    window: duration.prefault('1h').describe('Span of the calls.'),
  }),
  sight: () => ({ sight: 'full', because: [], cure: [] }),
  create: () => ({}),
});

test('writes the head of a page from meta and options', () => {
  expect(detectorHead(detector)).toBe(`# Tool called in a loop

Detects an agent that repeats one call.

\`tool-loop\` · up to **medium** · stable

MITRE ATT&CK: [T1110.001](https://attack.mitre.org/techniques/T1110/001/)\\
MITRE ATLAS: [AML.T0051](https://atlas.mitre.org/techniques/AML.T0051)\\
OWASP: LLM01:2025

| option | default | meaning |
| --- | --- | --- |
| \`calls\` | \`10\` | Calls \\| that count. |
| \`window\` | \`1h\` | Span of the calls. |`);
});

test('replaces what stands between the markers and nothing else', () => {
  const page = 'before\n<!-- generated: head -->\nold\n<!-- end of head -->\nafter\n';
  const after = replaceGenerated(page, { path: 'README.md', part: 'head', content: 'new' });
  expect(after).toBe('before\n<!-- generated: head -->\n\nnew\n\n<!-- end of head -->\nafter\n');
});

test('says which page lacks its markers', () => {
  expect(() => replaceGenerated('no markers', { path: 'README.md', part: 'head', content: '' })).toThrow(
    'README.md needs the lines <!-- generated: head --> and <!-- end of head -->',
  );
});
