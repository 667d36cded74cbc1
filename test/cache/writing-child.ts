import { writeAtomically } from '../../src/cache/files.ts';

/** Begins to write a file, says so, and never ends: the test kills it before the rename. */
const file = process.argv[2] ?? '';
await writeAtomically(file, async (sink) => {
  await sink(Buffer.from('half of the new con'));
  console.log('half written');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
