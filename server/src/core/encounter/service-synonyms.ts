import { SERVICES, type Service } from '../syntax/vocabulary.js';
import { nearestWord } from '../text/nearest-word.js';

/** What English adds to a verb to name the deed, or that it was done. */
const ENDINGS = ['s', 'es', 'ed', 'ing', 'al', 'ion', 'ation', 'ment', 'med', 'ming', 'ling', 'led'];

/**
 * The service that a word means which is none: one slip away, or named as charts do (`interrogation`, `removal`,
 * `reprogrammed`).
 */
export function likelyService(word: string): Service | undefined {
  return (
    (nearestWord(word, SERVICES) as Service | undefined) ??
    SERVICES.find(service => isFormOf(word.toLowerCase(), service))
  );
}

function isFormOf(word: string, service: Service): boolean {
  const stem = service.endsWith('e') ? service.slice(0, -1) : service;
  return word.startsWith(stem) && ENDINGS.includes(word.slice(stem.length));
}
