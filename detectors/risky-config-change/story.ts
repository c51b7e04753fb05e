import type { Author } from './author.ts';
import type { Area } from './settings.ts';

/** What one author changed in one episode. */
export type Story = {
  readonly since: number;
  readonly author: Author;
  readonly area: Area;
  readonly paths: readonly string[];
  /** At least one path protects; the others are whole sections. */
  readonly sure: boolean;
  readonly doubts: readonly string[];
};
