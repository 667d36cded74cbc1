import { writeFileSync } from 'node:fs';

/** Loaded before the command line: leaves the process's largest resident size, in kilobytes, in a file. */
process.once('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE ?? '/dev/null', String(process.resourceUsage().maxRSS));
});
