import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

/**
 * Makes src/report/page-assets.ts of what is in src/report/page: the report's script, its modules one after
 * another without imports and types, and its style. With `--check` fails when the file is not that.
 */

const root = path.resolve(import.meta.dirname, '..');
const source = path.join(root, 'src', 'report', 'page');
const target = path.join(root, 'src', 'report', 'page-assets.ts');

const IMPORT = /^import (?:type )?\{[^}]*\} from '\.\/([\w-]+\.ts)';\n/gm;

/** The modules that one needs, before it itself; each once. */
function inOrder(file: string, seen: Set<string>): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const needed = [...read(file).matchAll(IMPORT)].map((found) => found[1] ?? '');
  return [...needed.flatMap((name) => inOrder(name, seen)), file];
}

function read(name: string): string {
  return readFileSync(path.join(source, name), 'utf8');
}

function plainScript(file: string): string {
  const code = stripTypeScriptTypes(read(file).replace(IMPORT, ''));
  if (/^\s*import\b/m.test(code)) throw new Error(`${file}: only { names } of ./modules can be imported`);
  const bare = code
    .replace(/^export (?=async |function |const |class )/gm, '')
    .replace(/\/\*\*[\s\S]*?\*\/\n?/g, '');
  if (/^\s*export\b/m.test(bare))
    throw new Error(`${file}: only functions, constants and types can be exported`);
  return (
    bare
      .replace(/[ \t]+$/gm, '')
      // What the types leave behind. No text of the page has two blanks in a row.
      .replace(/(?<=\S) {2,}(?=\S)/g, ' ')
      .replace(/\n{2,}/g, '\n')
      .trim()
  );
}

function constant(name: string, text: string): string {
  const escaped = text.replace(/[\\`]|\$(?=\{)/g, (found) => `\\${found}`);
  return `export const ${name} = \`\n${escaped}\n\`;\n`;
}

const script = inOrder('main.ts', new Set()).map(plainScript).join('\n');
if (/<\/script|<!--/i.test(script)) throw new Error('the script would end the element it stands in');
const made = [
  '/** Made by scripts/page.ts of src/report/page. Not to be edited here. */\n',
  constant('pageScript', script),
  constant('pageStyle', read('page.css').trim()),
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (readFileSync(target, 'utf8') !== made) {
  throw new Error('src/report/page-assets.ts is not what src/report/page makes: npm run build:page');
}
