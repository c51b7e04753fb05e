import JSON5 from 'json5';
import { type KeyPlaces, keyPlaces } from './key-positions.ts';
import type { Problem } from './problem.ts';
import { type Known, readSettings } from './read-settings.ts';
import { type LoadedSettings, SettingsError } from './settings.ts';
import { settingsHash } from './settings-hash.ts';

/** Reads a settings file, or throws a SettingsError that lists all its problems. An empty text is the defaults. */
export function loadSettings(text: string, path: string, known: Known): LoadedSettings {
  const source = text.trim() === '' ? '{}' : text;
  const written = parse(source, path);
  const places = findPlaces(source, path);
  const { settings, problems } = readSettings(written, known);
  const all = [...twice(places), ...problems];
  if (settings === undefined || all.length > 0) throw new SettingsError(inOrder(all, places, path));
  const { alerts: _, daily: __, ...judging } = settings;
  return { settings, hash: settingsHash(judging) };
}

function parse(text: string, path: string): unknown {
  try {
    return JSON5.parse(text);
  } catch (error) {
    throw new SettingsError([syntaxProblem(error, path)]);
  }
}

/** JSON5 names the place in fields of its error, and again at the end of the message. */
function syntaxProblem(error: unknown, path: string): string {
  const { message = '', lineNumber = 1, columnNumber = 1 } = error as Partial<JSON5SyntaxError>;
  const words = message.replace('JSON5: ', '').replace(` at ${lineNumber}:${columnNumber}`, '');
  return `${path}:${lineNumber}:${columnNumber}: ${words}`;
}

interface JSON5SyntaxError extends SyntaxError {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

function findPlaces(text: string, path: string): KeyPlaces {
  try {
    return keyPlaces(text);
  } catch (error) {
    if (error instanceof RangeError) throw new SettingsError([`${path}:1:1: ${error.message}`]);
    throw error;
  }
}

function twice(places: KeyPlaces): readonly Problem[] {
  return places.twice.map((path) => ({
    path,
    message: `"${String(path.at(-1))}" is there twice`,
    isName: true,
  }));
}

/** As they stand in the file. */
function inOrder(problems: readonly Problem[], places: KeyPlaces, path: string): readonly string[] {
  return problems
    .map((problem) => ({
      ...(problem.isName ? places.keyAt(problem.path) : places.valueAt(problem.path)),
      message: problem.message,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
}
