import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is known of one run; the tool never sees it. */
export interface Label {
  readonly label: 'benign' | 'attack' | 'attempt';
  readonly suite: string;
  readonly userTask: string;
  readonly model: string;
  readonly period: 'train' | 'test';
  /** A tool call was made after the injected text had been read. */
  readonly detectable: boolean;
  readonly calls: number;
}

export interface DataSet {
  readonly state: string;
  /** By session key. */
  readonly labels: ReadonlyMap<string, Label>;
}

/** A folder with `state` and `labels.json`, or a packed one, which is unpacked into the temporary folder. */
export function openDataSet(path: string): DataSet {
  const folder = findLabels(statSync(path).isDirectory() ? path : unpack(path));
  const labels: Record<string, Label> = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8'));
  const known = Object.entries(labels).map(([key, label]) => [key.toLowerCase(), label] as const);
  return { state: join(folder, 'state'), labels: new Map(known) };
}

function unpack(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-data-'));
  process.once('exit', () => spawnSync('rm', ['-rf', folder]));
  const { status, stderr } = spawnSync('tar', ['-xzf', archive, '-C', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${archive} cannot be unpacked: ${stderr}`);
  return folder;
}

function findLabels(folder: string): string {
  const inside = readdirSync(folder).map((name) => join(folder, name));
  const found = [folder, ...inside].find((one) => existsSync(join(one, 'labels.json')));
  if (found === undefined) throw new Error(`${folder} has no labels.json`);
  return found;
}
