import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser to test with: `CHROMIUM`, or where a distribution puts it. Throws when there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string {
  const candidates = environment.CHROMIUM === undefined ? PLACES : [environment.CHROMIUM];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    `No browser at ${candidates.join(', ')}. Install Debian's (apt-get install -y chromium) or name one in CHROMIUM.`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function startChromium(): Promise<Browser> {
  // A container's root has no sandbox of its own to give; what is opened are files made here.
  return chromium.launch({ executablePath: findChromium(process.env), args: ['--no-sandbox'] });
}
