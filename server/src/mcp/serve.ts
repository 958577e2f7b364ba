// `encounter-notes mcp`: the model context protocol on standard input and output. A bundle of its own: no other command
// loads its library.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';
import { version } from '../../../package.json';
import type { Language } from '../core/language.js';
import { openLanguage } from '../project/code-store/open-language.node.js';
import { checkNote, explainWord, listRules, Unanswerable } from './answers.js';

const DAY = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a day, as YYYY-MM-DD');

/**
 * @param folder the folder whose notes an agent may have checked
 * @param codes the folder with the releases that are loaded
 */
export function serveAgents(folder: string, codes: string | undefined): void {
  const language = openLanguage(codes);
  serveStdio(() => createServer(folder, language), {
    // The library's own words can quote a message.
    onerror: () => process.stderr.write('A message of the agent could not be answered.\n'),
  });
}

function createServer(folder: string, language: Language): McpServer {
  const server = new McpServer({ name: 'encounter-notes', version });
  server.registerTool(
    'explain',
    {
      description:
        'Explains a CPT, HCPCS, ICD-10-CM or modifier code of infusion-pump coding, a rule, a drug or a ' +
        'key of the note language, on a date of service.',
      inputSchema: z.object({ word: z.string().min(1).max(100), date: DAY }),
    },
    ({ word, date }) => answer(() => explainWord(language, word, date)),
  );
  server.registerTool(
    'list_rules',
    { description: 'Lists the rules by which encounter notes are checked.', inputSchema: z.object({}) },
    () => answer(() => JSON.stringify(listRules(language))),
  );
  server.registerTool(
    'check_note',
    {
      description:
        'Checks an encounter note of the opened folder. Gives for each finding the rule, its severity, ' +
        'its line and what kind of fault it is, and no text of the note.',
      inputSchema: z.object({ file: z.string().min(1).max(1000) }),
    },
    ({ file }) => answer(async () => JSON.stringify(await checkNote(language, folder, file))),
  );
  return server;
}

interface Answer {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  isError?: boolean;
}

/** An error is given in our own words only: any other message could quote a note. */
async function answer(work: () => string | Promise<string>): Promise<Answer> {
  try {
    return { content: [{ type: 'text', text: await work() }] };
  } catch (error) {
    const text = error instanceof Unanswerable ? error.message : 'The request failed.';
    return { content: [{ type: 'text', text }], isError: true };
  }
}
