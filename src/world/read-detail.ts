import type { Difference, DiffPart, DiffRow, Variables } from '../model/difference.js';
import type { Failure } from '../model/outcome.js';
import { isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';

/** What the prelude tells of a failed check. */
export function readDetail(value: Value): Omit<Failure, 'check'> {
  const map = isValueMap(value) ? value : {};
  const differsAt = textOf(map.differs_at);
  const diff = readDifference(map.diff);
  return {
    message: textOf(map.message) ?? 'failed',
    ...readTexts(map, ['expected', 'actual']),
    ...(differsAt && { differsAt }),
    ...(diff && { diff }),
  };
}

/** The variables of a frame as the prelude tells them; undefined where it tells none. */
export function readVariables(value: Value): Variables | undefined {
  if (!isValueMap(value)) return undefined;
  const values = mapsOf(value.values).map((each) => ({
    name: textOf(each.name) ?? '',
    value: textOf(each.value) ?? '',
  }));
  return { values, hiddenCount: toNumber(value.hidden) ?? 0 };
}

function readDifference(value: Value): Difference | undefined {
  if (!isValueMap(value)) return undefined;
  return { parts: mapsOf(value.parts).map(readPart), ...readCounts(value) };
}

function readPart(part: ValueMap): DiffPart {
  return { path: textOf(part.path) ?? '', rows: mapsOf(part.rows).map(readRow), ...readCounts(part) };
}

function readRow(row: ValueMap): DiffRow {
  return { key: textOf(row.key) ?? '', ...readTexts(row, ['expected', 'actual', 'both']) };
}

function readCounts(map: ValueMap): { equalCount: number; hiddenCount: number } {
  return { equalCount: toNumber(map.equal) ?? 0, hiddenCount: toNumber(map.hidden) ?? 0 };
}

/** Those of the fields that hold a text. */
function readTexts<Key extends string>(map: ValueMap, keys: readonly Key[]): { [K in Key]?: string } {
  const texts: { [K in Key]?: string } = {};
  for (const key of keys) {
    const text = textOf(map[key]);
    if (text !== undefined) texts[key] = text;
  }
  return texts;
}

function textOf(value: Value): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function mapsOf(value: Value): readonly ValueMap[] {
  return Array.isArray(value) ? value.filter(isValueMap) : [];
}
