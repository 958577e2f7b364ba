// Finds the places of a source where a small change should make a test fail, and writes all these changes into it, each behind a question.
import { SourceMap } from 'node:module';
import { transform } from 'esbuild';
import { parseAst } from 'vitest/node';

/** @typedef {{ id: number, file: string, line: number, from: string, to: string }} Mutant */

const SWAPS = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
};
const METHODS = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  gt: 'gte',
  gte: 'gt',
  lt: 'lte',
  lte: 'lt',
  plus: 'minus',
  minus: 'plus',
  times: 'div',
  div: 'times',
  min: 'max',
  max: 'min',
  floor: 'ceil',
};

/**
 * @param {string} text TypeScript
 * @param {string} file its path, for who reads of a mutant
 * @param {Mutant[]} mutants where those of this file are added; the place in the list is the id
 * @returns {Promise<string>} JavaScript that asks `isMutant(id)` at each place
 */
export async function withMutants(text, file, mutants) {
  const { code, map } = await transform(text, {
    loader: 'ts',
    target: 'es2022',
    sourcemap: 'external',
    sourcefile: file,
  });
  const origin = new SourceMap(JSON.parse(map));
  const starts = [0];
  for (let i = code.indexOf('\n'); i >= 0; i = code.indexOf('\n', i + 1)) starts.push(i + 1);
  const lineOf = at => {
    let line = starts.findLastIndex(start => start <= at);
    return (origin.findEntry(line, at - starts[line]).originalLine ?? line) + 1;
  };
  const short = words =>
    (words.length > 90 ? `${words.slice(0, 60)} … ${words.slice(-25)}` : words).replace(/\s+/g, ' ');
  const add = (node, to) =>
    mutants.push({
      id: mutants.length,
      file,
      line: lineOf(node.start),
      from: short(code.slice(node.start, node.end)),
      to: short(to).replaceAll(/\(([\w.]+)\)(?= )|(?<= )\(([\w.]+)\)/g, '$1$2'),
    }) - 1;
  const raw = node => code.slice(node.start, node.end);

  /** The code of a node with its inner places changed; outside of functions nothing is, because it runs once, when the program is loaded. */
  const write = (node, isInside) => {
    const inside = isInside || /Function|MethodDefinition/.test(node.type);
    const parts = childrenOf(node).map(child => ({ child, code: writeChild(node, child, inside) }));
    let out = '',
      at = node.start;
    for (const part of parts) {
      out += code.slice(at, part.child.start) + part.code;
      at = part.child.end;
    }
    out += code.slice(at, node.end);
    return isInside ? mutate(node, out) : out;
  };
  const writeChild = (parent, child, inside) => {
    const own = write(child, inside);
    const isTest =
      inside && (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === child;
    if (!isTest) return own;
    return `(isMutant(${add(child, 'true')})?true:isMutant(${add(child, 'false')})?false:${own})`;
  };
  const mutate = (node, own) => {
    const instead = other => `(isMutant(${add(node, other)})?(${other}):${own})`;
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression': {
        if (node.operator === '??') return instead(raw(node.left));
        const isText = [node.left, node.right].some(
          side =>
            side.type === 'TemplateLiteral' ||
            (side.type === 'Literal' && typeof side.value === 'string') ||
            side.operator === '+',
        );
        const swap = SWAPS[node.operator];
        return swap && !(node.operator === '+' && isText)
          ? instead(`(${raw(node.left)}) ${swap} (${raw(node.right)})`)
          : own;
      }
      case 'UnaryExpression':
        return node.operator === '!' ? instead(raw(node.argument)) : own;
      case 'Literal':
        return typeof node.value === 'boolean'
          ? instead(String(!node.value))
          : typeof node.value === 'number' && node.raw !== undefined
            ? instead(`${node.raw} + 1`)
            : own;
      case 'CallExpression': {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.computed || node.optional || callee.optional) return own;
        const { name } = callee.property;
        if (name === 'filter') return instead(raw(callee.object));
        return Object.hasOwn(METHODS, name)
          ? instead(`(${raw(callee.object)}).${METHODS[name]}${code.slice(callee.end, node.end)}`)
          : own;
      }
      case 'ReturnStatement':
        return node.argument &&
          node.argument.type !== 'Literal' &&
          raw(node.argument) !== 'undefined' &&
          raw(node.argument) !== 'void 0'
          ? `{if(isMutant(${add(node, 'return undefined')}))return undefined;${own}}`
          : own;
      case 'ExpressionStatement':
        return node.expression.type === 'CallExpression' && node.expression.callee.type !== 'Super'
          ? `{if(!isMutant(${add(node, 'nothing')})){${own}}}`
          : own;
      default:
        return own;
    }
  };
  return write(parseAst(code), false);
}

/** The parts of a node that are code to be run, from left to right. */
function childrenOf(node) {
  const children = [];
  for (const [name, value] of Object.entries(node)) {
    if (name === 'type' || name === 'start' || name === 'end' || name === 'loc' || name === 'range') continue;
    if (name === 'key' && !node.computed) continue;
    if (name === 'property' && !node.computed) continue;
    if (name === 'left' && /Assignment|For/.test(node.type)) continue;
    if (name === 'value' && node.shorthand) continue;
    if (
      name === 'id' ||
      name === 'params' ||
      name === 'param' ||
      name === 'label' ||
      name === 'source' ||
      name === 'specifiers' ||
      name === 'superClass'
    )
      continue;
    if (node.type === 'UpdateExpression' || node.type === 'ImportExpression' || node.type === 'TemplateElement')
      continue;
    if (node.type === 'UnaryExpression' && (node.operator === 'delete' || node.operator === 'void')) continue; // `void 0` is how `undefined` is written
    for (const child of Array.isArray(value) ? value : [value])
      if (
        typeof child === 'object' &&
        child !== null &&
        typeof child.type === 'string' &&
        typeof child.start === 'number'
      )
        children.push(child);
  }
  return children.sort((a, b) => a.start - b.start);
}
