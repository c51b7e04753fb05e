import type { PostureOf } from '../engine/engine.ts';
import type { ReadEvidence } from './read-evidence.ts';

/** The settings of the gateways: known from when their evidence begins to be read. */
export class LearnedSettings {
  #configs: ReadEvidence['configs'] = new Map();

  readonly learn = (configs: ReadEvidence['configs']): void => {
    this.#configs = configs;
  };

  readonly postureOf: PostureOf = (gateway) => this.#configs.get(gateway)?.posture;
}
