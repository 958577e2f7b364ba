import { Big } from 'big.js';

/** What a value says, without its position: two readings are the same when these texts are. */
export function factsOf(value: unknown): string {
  return JSON.stringify(plain(value));
}

/**
 * Positions and the syntax behind the facts; `problems` are about form, not facts, and a fact stated twice is one fact.
 */
const POSITIONS: ReadonlySet<string> = new Set([
  'block',
  'start',
  'end',
  'line',
  'codeSpan',
  'header',
  'datePlace',
  'fields',
  'problems',
  'restated',
  'invoice',
]);

function plain(value: unknown): unknown {
  if (value instanceof Big) return value.toFixed();
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return [...value].map(plain);
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ').toLowerCase() : value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) if (!POSITIONS.has(key)) out[key] = plain(inner);
  return out;
}
