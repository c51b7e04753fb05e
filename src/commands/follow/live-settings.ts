import { stat } from 'node:fs/promises';
import type { SourceGap } from '../../model/source.ts';
import { type GatewayConfig, readGatewayConfig } from '../../sources/gateway-config.ts';
import type { GatewayFolder } from '../../sources/gateway-folder.ts';

export interface LiveSettingsOptions {
  /** `--gateway`: the name of all the evidence. */
  readonly gateway: string | undefined;
  /** Of the settings file; it outranks what `openclaw.json` says. */
  readonly trustedProxies?: readonly string[] | undefined;
  readonly now: () => number;
}

const every = 1_000;
/** So long settings that cannot be read may be in the making. */
const inTheMaking = 2_000;

/** The settings of one gateway as they were last read, good or not. */
interface LastRead {
  /** All that they depend on. */
  readonly files: readonly string[];
  readonly stamp: string | undefined;
  readonly problem: SourceGap | undefined;
  /** What was wrong with the settings that are in force, if anything was. */
  readonly accepted: string | undefined;
  readonly brokenSince: number | undefined;
  told: boolean;
}

/** The settings of the gateways, read again when they change; an edit that cannot be read leaves the last good ones in force. */
export class LiveSettings {
  readonly configs = new Map<string, GatewayConfig>();
  readonly #options: LiveSettingsOptions;
  readonly #read = new Map<string, LastRead>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: LiveSettingsOptions) {
    this.#options = options;
  }

  /** Of those that cannot be read, why. */
  get problems(): readonly SourceGap[] {
    return [...this.#read.values()].flatMap(({ problem }) => problem ?? []);
  }

  trustedProxies(gateway: string): readonly string[] | undefined {
    return this.#options.trustedProxies ?? this.configs.get(gateway)?.trustedProxies;
  }

  /** Whether they changed. `say` is told once of an edit that cannot be read. */
  async look(gateways: readonly GatewayFolder[], say: (gap: SourceGap) => void): Promise<boolean> {
    const now = this.#options.now();
    if (now - this.#lookedAt < every) return false;
    this.#lookedAt = now;
    let changed = false;
    for (const { name, config } of gateways)
      if (config !== undefined && (await this.#lookAt(this.#options.gateway ?? name, config))) changed = true;
    for (const last of this.#read.values()) this.#complain(last, say);
    return changed;
  }

  async #lookAt(gateway: string, path: string): Promise<boolean> {
    const last = this.#read.get(path);
    const before = last && (await stampOf(last.files));
    if (before !== undefined && before === last?.stamp) return false;
    const { config, problem, files } = await readGatewayConfig(path);
    const wrong = problem && `${problem.name}: ${problem.note}`;
    const isGood = config !== undefined && (!last || !wrong || wrong === last.accepted);
    // Of files that were not known before the reading it is not sure what was read.
    const stamp = last?.files.join('\n') === files.join('\n') ? before : undefined;
    const accepted = isGood ? wrong : last?.accepted;
    this.#read.set(path, { files, stamp, problem, accepted, ...this.#broken(problem, last) });
    return isGood && this.#take(gateway, config);
  }

  #broken(problem: SourceGap | undefined, last: LastRead | undefined) {
    if (problem === undefined) return { brokenSince: undefined, told: false };
    // What is wrong from the start the coverage tells.
    return { brokenSince: last?.brokenSince ?? this.#options.now(), told: last?.told ?? true };
  }

  #take(gateway: string, config: GatewayConfig): boolean {
    const former = this.configs.get(gateway);
    this.configs.set(gateway, config);
    return JSON.stringify(former) !== JSON.stringify(config);
  }

  #complain(last: LastRead, say: (gap: SourceGap) => void): void {
    const { problem, brokenSince, told } = last;
    if (problem === undefined || brokenSince === undefined || told) return;
    if (this.#options.now() - brokenSince < inTheMaking) return;
    last.told = true;
    say({ ...problem, note: `${problem.note}; what was last read of them stays in force` });
  }
}

/** Changes whenever one of the files does. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(
    paths.map(async (path) => {
      const stats = await stat(path, { bigint: true }).catch(() => undefined);
      return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : 'none';
    }),
  );
  return stamps.join('\n');
}
