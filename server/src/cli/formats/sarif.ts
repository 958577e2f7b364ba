import path from 'node:path';
import { version } from '../../../../package.json';
import type { Place } from '../../core/encounter/model.js';
import type { Fix } from '../../core/fix.js';
import type { Severity } from '../../core/rules/rule.js';
import type { Range } from '../../core/workspace/note-file.js';
import { ruleMarkdown } from '../../core/rules/rule-page.js';
import type { CheckedFile, Result } from './formats.js';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0: one run; waived findings are suppressed results with their reason. Columns count UTF-16 units, as editors do. */
export function sarif(result: Result): string {
  const { language } = result;
  const rules = language.rules.map((rule) => ({
    id: rule.id,
    name: rule.title,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.what },
    help: { text: `${rule.what}\n\n${rule.why}`, markdown: ruleMarkdown(rule, language.codes, language.profiles) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { group: rule.group, severity: rule.severity },
  }));
  const indexes = new Map(language.rules.map((rule, i) => [rule.id, i]));
  const artifacts = result.files.map((file) => ({ location: { uri: uriOf(file.path) } }));
  const results = result.files.flatMap((file, i) => [...file.findings, ...file.waived].map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file.path), index: i }, region: regionOf(result, finding.at) } }],
    relatedLocations: finding.evidence.flatMap((evidence, id) => {
      const location = physical(result, evidence.at);
      return location ? [{ id, physicalLocation: location, message: { text: evidence.text } }] : [];
    }),
    ...(finding.fixes.length ? { fixes: finding.fixes.map((fix) => sarifFix(result, file, i, fix)) } : {}),
    ...(finding.waivedBy ? { suppressions: [{ kind: 'inSource', justification: finding.waivedBy.reason?.value ?? '' }] } : {}),
    properties: {
      severity: finding.severity, outcome: finding.waivedBy ? 'waived' : finding.outcome,
      sources: finding.sources.map((id) => language.codes.source(id).title),
      ...(finding.edition ? { edition: finding.edition } : {}), ...(finding.unverified ? { unverified: finding.unverified } : {}),
      ...(finding.waivedBy?.initials ? { waivedBy: finding.waivedBy.initials.value } : {}),
    },
  })));
  const ofProfiles = result.profiles.faults.map(({ path: file, range, message }) => ({
    ruleId: 'payer-profile', level: 'error', message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: region(range) } }],
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Encounter Notes', semanticVersion: version, rules, properties: { data: language.editions() } } },
      columnKind: 'utf16CodeUnits',
      artifacts,
      invocations: [{
        executionSuccessful: result.problems.length === 0,
        toolExecutionNotifications: result.problems.map((problem) => ({ level: 'error', message: { text: `${problem.path}: ${problem.why}` } })),
      }],
      results: [...ofProfiles, ...results],
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Relative to the working folder where the file lies below it, else absolute. */
function uriOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  const inside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  const parts = (inside ? relative : file).split(path.sep).map(encodeURIComponent).join('/');
  return inside ? parts : `file://${parts.startsWith('/') ? '' : '/'}${parts}`;
}

function regionOf(result: Result, place: Place): object {
  return region(result.workspace.locate(place)!.range);
}

function region(range: Range): object {
  return { startLine: range.start.line + 1, startColumn: range.start.character + 1, endLine: range.end.line + 1, endColumn: range.end.character + 1 };
}

function physical(result: Result, place: Place): object | undefined {
  const location = result.workspace.locate(place);
  const index = location ? result.files.findIndex((file) => file.uri === location.uri) : -1;
  const file = result.files[index];
  return file && { artifactLocation: { uri: uriOf(file.path), index }, region: regionOf(result, place) };
}

function sarifFix(result: Result, file: CheckedFile, index: number, fix: Fix): object {
  return {
    description: { text: fix.title },
    artifactChanges: [{
      artifactLocation: { uri: uriOf(file.path), index },
      replacements: fix.edits.map((edit) => ({ deletedRegion: regionOf(result, edit.at), insertedContent: { text: edit.text } })),
    }],
    properties: { kind: fix.kind },
  };
}
