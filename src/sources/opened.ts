import type { Source, SourceGap, SourceKind } from '../model/source.ts';
import { compareText } from './compare-text.ts';
import type { FoundDatabase } from './database/found-database.ts';
import type { Found, IgnoredFile } from './found.ts';
import type { GatewayFolder } from './gateway-folder.ts';
import { makeSources } from './make-sources.ts';
import type { OpenOptions } from './open-options.ts';
import { nameGateways } from './state-folder.ts';
import { uniqueFiles } from './unique-files.ts';

const mostIgnored = 1000;

/** The evidence of a run, not yet read. */
export interface Opened {
  readonly sources: readonly Source[];
  /** What is not read, each with its reason where it needs one. */
  readonly ignored: readonly string[];
  readonly problems: readonly SourceGap[];
  readonly gateways: readonly GatewayFolder[];
  /** Found, whether they were opened or not. */
  readonly databases?: readonly FoundDatabase[];
  /** What tables of the read databases hold that had no rows. */
  readonly empty?: readonly SourceKind[];
  /** Set when there is exactly one gateway: then all the evidence is its. */
  readonly gatewayName?: string;
  /** Path of the `openclaw.json` of that one gateway. */
  readonly config?: string;
}

/** Turns what was found into sources, in an order that depends on the files alone. */
export async function assemble(
  found: Found,
  options: OpenOptions & { readonly roots: number },
): Promise<Opened> {
  const files = uniqueFiles(found.files);
  const gateways = gatewaysOf(found, new Set(files.map(({ stateFolder }) => stateFolder)));
  const made = await makeSources(files, { ...options, gateways });
  const read = new Set(files.map(({ path }) => path));
  const ignored = [...found.ignored, ...made.ignored].filter(
    ({ path }) => !read.has(path) || made.closed.has(path),
  );
  const only = gateways.length === 1 ? gateways[0] : undefined;
  return {
    sources: made.sources,
    ignored: [...ignoredNames(ignored, options.roots), ...made.counted],
    problems: [...found.problems, ...made.problems],
    gateways,
    ...(made.databases.length > 0 && { databases: made.databases }),
    ...(made.empty.length > 0 && { empty: made.empty }),
    ...(only && { gatewayName: only.name }),
    ...(only?.config !== undefined && { config: only.config }),
  };
}

function gatewaysOf(found: Found, used: ReadonlySet<string | undefined>): GatewayFolder[] {
  const folders = [...found.stateFolders.entries()]
    .filter(([folder, config]) => used.has(folder) || config !== undefined)
    .sort(([a], [b]) => compareText(a, b));
  const names = nameGateways(folders.map(([folder]) => folder));
  return folders.flatMap(([folder, config]) => {
    const name = names.get(folder);
    if (name === undefined) return [];
    return [config === undefined ? { name, folder } : { name, folder, config }];
  });
}

/** Relative to the folder that the user gave, or as found when there are several. */
function ignoredNames(ignored: readonly IgnoredFile[], roots: number): string[] {
  const byPath = new Map(ignored.map((file) => [file.path, file]));
  const sorted = [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
  const names = sorted.slice(0, mostIgnored).map(({ name, relative, note }) => {
    const shown = roots === 1 ? relative : name;
    return note === undefined ? shown : `${shown} (${note})`;
  });
  const more = sorted.length - names.length;
  return more > 0 ? [...names, `${more} more files`] : names;
}
