import type { Json } from '../../src/detector-kit/index.ts';

export interface NamedFile {
  readonly agent: string;
  readonly path: string;
  /** The whole argument that names it, at most 4,000 characters. */
  readonly text: string;
  readonly sessionId?: string;
  /** A database, a wildcard or the whole folder, which holds every session of the agent. */
  readonly everySession: boolean;
}

const longest = 4_000;
const deepest = 5;
const mostTexts = 100;
const mostFiles = 20;
/** What is said, not where: a message may well speak of a path. */
const prose: ReadonlySet<string> = new Set(
  (
    'content text message body task prompt query description title label reason ' +
    'old_string new_string oldText newText old_text new_text edits'
  ).split(' '),
);

const agentFolder =
  /agents[\\/]{1,2}([^\\/\s"'`;|&<>()]{1,64})[\\/]{1,2}(?:sessions|agent)(?![\w-])[^\s"'`;|&<>()]{0,200}/g;
const workspace =
  /workspace-([a-z0-9_.-]{1,64})[\\/]{1,2}(?:[^\s"'`;|&<>()]{0,100}[\\/])?sessions(?![\w-])[^\s"'`;|&<>()]{0,200}/gi;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The session files of agents that a tool's arguments name. */
export function namedFiles(args: Json): readonly NamedFile[] {
  return textsOf(args).filter(mayName).flatMap(filesIn).slice(0, mostFiles);
}

function mayName(text: string): boolean {
  return text.includes('agents') || text.includes('workspace-');
}

function filesIn(text: string): readonly NamedFile[] {
  const matches = [agentFolder, workspace].flatMap((pattern) => [...text.matchAll(pattern)]);
  return matches.map(([path, agent = '']) => fileOf(path, agent, text));
}

function fileOf(path: string, agent: string, text: string): NamedFile {
  const sessionId = uuid.exec(path)?.[0].toLowerCase();
  const everySession = /\.sqlite\b|[*?]|sessions[\\/]?$/.test(path);
  return {
    agent: agent.toLowerCase(),
    path: path.slice(0, 120),
    text,
    everySession,
    ...(sessionId && { sessionId }),
  };
}

function textsOf(args: Json): readonly string[] {
  const texts: string[] = [];
  const open: { readonly value: Json; readonly depth: number }[] = [{ value: args, depth: 0 }];
  for (let next = open.pop(); next && texts.length < mostTexts; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') texts.push(value.slice(0, longest));
    else if (typeof value === 'object' && value !== null && depth < deepest) {
      for (const child of childrenOf(value)) open.push({ value: child, depth: depth + 1 });
    }
  }
  return texts;
}

function childrenOf(value: object): readonly Json[] {
  const entries = Object.entries(value).slice(0, mostTexts) as [string, Json][];
  return entries.filter(([name]) => !prose.has(name)).map(([, child]) => child);
}
