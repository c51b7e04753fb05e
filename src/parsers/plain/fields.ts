import type { EventType } from '../../model/event.ts';
import { eventFields, type TypeSpec } from './event-fields.ts';
import { snakeCase } from './event-names.ts';
import type { Read } from './field.ts';

export interface FieldSpec {
  readonly name: string;
  readonly read: Read;
}

export interface TypeFields {
  /** By every accepted spelling. */
  readonly bySpelling: ReadonlyMap<string, FieldSpec>;
  readonly required: readonly string[];
  readonly defaults: readonly { readonly name: string; readonly value: unknown }[];
}

export const fieldsOf: ReadonlyMap<EventType, TypeFields> = new Map(
  (Object.keys(eventFields) as EventType[]).map((type) => [type, spellings(eventFields[type])]),
);

function spellings({ fields, required, defaults }: TypeSpec): TypeFields {
  const bySpelling = new Map<string, FieldSpec>();
  for (const [name, read] of Object.entries(fields)) {
    bySpelling.set(name, { name, read });
    bySpelling.set(snakeCase(name), { name, read });
  }
  return {
    bySpelling,
    required,
    defaults: Object.entries(defaults).map(([name, value]) => ({ name, value })),
  };
}
