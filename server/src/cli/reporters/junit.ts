import { reaches } from '../levels.js';
import type { SerializedFinding } from '../serialized-finding.js';
import type { Format, ReporterContext } from './reporter.js';
import { slashed } from './words.js';

/**
 * JUnit XML: a suite a note, a case a finding. What makes the command fail is a failure, a waived finding is skipped
 * with its reason, other findings are in the output of a case that passed; a note with no finding is one case that
 * passed.
 */
export function junit({ failOn }: ReporterContext): Format {
  const body = (finding: SerializedFinding): string => {
    if (finding.waivedBy) return element('skipped', { message: finding.waivedBy.reason });
    return reaches(finding.severity, failOn(finding.file))
      ? element('failure', { type: finding.severity, message: finding.message }, text(detail(finding)))
      : element('system-out', {}, text(`${finding.severity}: ${finding.message}\n${detail(finding)}`));
  };
  return {
    open: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Encounter Notes">\n',
    note: ({ file, findings, waived }) => {
      const all = [...findings, ...waived];
      const cases = all.map(finding =>
        element(
          'testcase',
          { classname: slashed(file), name: `${finding.rule} at line ${finding.range.start.line + 1}` },
          body(finding),
        ),
      );
      const failures = findings.filter(finding => reaches(finding.severity, failOn(file))).length;
      const clean = [element('testcase', { classname: slashed(file), name: 'no findings' })];
      return suite(file, cases.length ? cases : clean, { failures, errors: 0, skipped: waived.length });
    },
    problem: ({ kind, severity, file, range, message }) => {
      const body =
        severity === 'error' ? element('error', { type: kind, message }) : element('system-out', {}, text(message));
      const name = `${kind} at line ${range.start.line + 1}`;
      return suite(file, [element('testcase', { classname: slashed(file), name }, body)], {
        failures: 0,
        errors: severity === 'error' ? 1 : 0,
        skipped: 0,
      });
    },
    close: () => '</testsuites>\n',
  };
}

function suite(
  file: string,
  cases: readonly string[],
  counts: Readonly<Record<'failures' | 'errors' | 'skipped', number>>,
): string {
  const attributes = { name: slashed(file), tests: cases.length, ...counts };
  return `${element('testsuite', attributes, `\n${cases.join('\n')}\n`)}\n`;
}

function detail({ file, range, evidence, fixes, unverified }: SerializedFinding): string {
  return [
    `${slashed(file)}:${range.start.line + 1}:${range.start.character + 1}`,
    ...evidence.map(one => `${slashed(one.file)}:${one.range.start.line + 1}: ${one.line.text} (${one.text})`),
    ...(unverified ? [`Not verified: ${unverified}`] : []),
    ...fixes.map(({ title }) => `Fix: ${title}`),
  ].join('\n');
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const start = `${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`)
    .join('')}`;
  return content === '' ? `<${start}/>` : `<${start}>${content}</${name}>`;
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/** What XML 1.0 cannot hold, escaped or not, becomes the replacement character. */
function text(value: string): string {
  return value
    .replace(NO_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
