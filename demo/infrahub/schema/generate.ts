import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileSchema, type SchemaSource } from './compile.ts';

// Writes schema.json from core.yml and network.yml: `node demo/infrahub/schema/generate.ts`
const sources = ['core.yml', 'network.yml'].map(
  (name) => parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as SchemaSource,
);
writeFileSync(
  new URL('schema.json', import.meta.url),
  `${JSON.stringify(compileSchema(sources), null, 1)}\n`,
);
