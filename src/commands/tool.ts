import { createRequire } from 'node:module';

const { name, version } = createRequire(import.meta.url)('openclaw-audit/package.json') as {
  readonly name: string;
  readonly version: string;
};

export const tool = { name, version } as const;
