import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import JSON5 from 'json5';
import type { SourceGap } from '../model/source.ts';
import { readSmallText } from './read-small-text.ts';
import { asObject } from './untrusted-json.ts';

const largestFile = 2 * 1024 * 1024;
const mostFiles = 50;
const deepestInclude = 10;
const deepestValue = 64;
const inherited = new Set(['__proto__', 'constructor', 'prototype']);

/** Puts what `$include` names in its place, as the gateway does: from the folder of the settings alone. */
export async function withIncludes(settings: unknown, path: string): Promise<Included> {
  const includes = new Includes(await realFolder(dirname(path)));
  const whole = await includes.fill(settings, { path, chain: [path], depth: 0 });
  return { settings: whole, problems: includes.problems, files: includes.files };
}

interface Included {
  readonly settings: unknown;
  readonly problems: readonly SourceGap[];
  /** Paths of the files that were asked for, there or not. */
  readonly files: readonly string[];
}

interface Place {
  readonly path: string;
  /** The files on the way here. */
  readonly chain: readonly string[];
  readonly depth: number;
}

class Includes {
  readonly problems: SourceGap[] = [];
  readonly files: string[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async fill(value: unknown, place: Place): Promise<unknown> {
    if (place.depth > deepestValue) return undefined;
    const inside = { ...place, depth: place.depth + 1 };
    if (Array.isArray(value)) return await Promise.all(value.map((item) => this.fill(item, inside)));
    const object = asObject(value);
    if (object === undefined) return value;
    const filled: { [key: string]: unknown } = Object.create(null);
    for (const [key, inner] of Object.entries(object)) {
      if (key !== '$include' && !inherited.has(key)) filled[key] = await this.fill(inner, inside);
    }
    return Object.hasOwn(object, '$include')
      ? merge(await this.#included(object.$include, inside), filled)
      : filled;
  }

  async #included(names: unknown, place: Place): Promise<unknown> {
    let merged: unknown = Object.create(null);
    for (const name of Array.isArray(names) ? names.slice(0, mostFiles) : [names]) {
      merged = merge(merged, typeof name === 'string' ? await this.#file(name, place) : {});
    }
    return merged;
  }

  async #file(name: string, place: Place): Promise<unknown> {
    const path = resolve(dirname(place.path), name);
    const refusal = await this.#refusal(path, place);
    const { text, problem } = refusal ? {} : await readSmallText({ path, name: path, limit: largestFile });
    if (text === undefined) return this.#miss(path, refusal ?? problem?.note ?? 'there is no such file');
    try {
      return await this.fill(JSON5.parse(text), { path, chain: [...place.chain, path], depth: place.depth });
    } catch {
      return this.#miss(path, 'it is not JSON5');
    }
  }

  async #refusal(path: string, { chain }: Place): Promise<string | undefined> {
    if (this.files.length >= mostFiles) return `more than ${mostFiles} files are included`;
    this.files.push(path);
    if (chain.length > deepestInclude || chain.includes(path)) return 'it includes itself, or too deeply';
    const real = await realpath(path).catch(() => path);
    return isInside(this.#root, real) ? undefined : 'it lies outside the folder of the settings';
  }

  #miss(name: string, why: string): object {
    if (this.problems.length < mostFiles) {
      const note = `included by the settings of the gateway, and not read: ${why}`;
      this.problems.push({ kind: 'unreadable', name, note });
    }
    return {};
  }
}

/** Lists are joined, objects merged, and of anything else the later wins. */
function merge(earlier: unknown, later: unknown): unknown {
  if (Array.isArray(earlier) && Array.isArray(later)) return [...earlier, ...later];
  const [one, other] = [asObject(earlier), asObject(later)];
  if (one === undefined || other === undefined) return later;
  const merged: { [key: string]: unknown } = Object.assign(Object.create(null), one);
  for (const [key, value] of Object.entries(other))
    merged[key] = key in merged ? merge(merged[key], value) : value;
  return merged;
}

async function realFolder(folder: string): Promise<string> {
  return await realpath(folder).catch(() => folder);
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
}
