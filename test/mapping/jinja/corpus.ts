import { readFileSync } from 'node:fs';
import { type CorpusFile, parseCorpus, type Verdict, verdictOf } from './corpus-case.ts';

/** Runs a corpus file and prints each difference, each refusal and the counts. */
function main(file: string | undefined): number {
  if (file === undefined) {
    process.stderr.write('usage: npm run corpus -- FILE\n');
    return 1;
  }
  const corpus: CorpusFile = parseCorpus(readFileSync(file, 'utf8'));
  const counts: Record<Verdict['status'], number> = { same: 0, refused: 0, different: 0 };
  for (const testCase of corpus.cases) {
    const verdict = verdictOf(testCase, corpus.context);
    counts[verdict.status] += 1;
    if (verdict.status === 'refused')
      process.stdout.write(`refused    ${testCase.t}\n           ${verdict.reason}\n`);
    if (verdict.status === 'different') {
      process.stdout.write(
        `different  ${testCase.t}\n           jinja2: ${verdict.expected}\n           here:   ${verdict.actual}\n`,
      );
    }
  }
  process.stdout.write(`${counts.same} same, ${counts.refused} refused, ${counts.different} different\n`);
  return counts.different > 0 ? 1 : 0;
}

process.exitCode = main(process.argv[2]);
