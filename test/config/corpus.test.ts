import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateOffline } from '../../src/config/validate.ts';

/** Example configurations of the Python tool; they lie beside the project where it is developed. */
const folder = path.join(import.meta.dirname, '../../../shared/corpus/configs');

const expected: Record<string, { readonly kinds: number; readonly errors: readonly string[] }> = {
  'aci_to_infrahub.yml': {
    kinds: 0,
    errors: [
      `114:21 the transform "device" cannot work: No filter named 'aci_device_name'. | Correct the template; only the filters and tests that Jinja2 itself brings are known.`,
    ],
  },
  'custom_adapter.yml': { kinds: 1, errors: [] },
  'device42_to_infrahub.yml': { kinds: 3, errors: [] },
  'infrahub_to_peering-manager.yml': { kinds: 6, errors: [] },
  'librenms_to_infrahub.yml': { kinds: 4, errors: [] },
  'nautobot-v1_to_infrahub.yml': { kinds: 21, errors: [] },
  'netbox_to_infrahub.yml': { kinds: 16, errors: [] },
  'observium_to_infrahub.yml': {
    kinds: 0,
    errors: [
      '6:10 the setting "url" must begin with http:// or https:// | Write the whole address, such as "https://netbox.example.com".',
    ],
  },
  'peeringdb_to_infrahub.yml': {
    kinds: 0,
    errors: ['22:1 the key "dyffsync_flags" is not known | Did you mean "diffsync_flags"?'],
  },
  'prometheus_to_infrahub.yml': { kinds: 4, errors: [] },
  'slurpit_to_infrahub.yml': { kinds: 12, errors: [] },
};

describe.runIf(existsSync(folder))('the example configurations of the Python tool', () => {
  test.each(Object.entries(expected))(
    '%s is valid, or fails with a message that is right',
    (file, { kinds, errors }) => {
      const found = validateOffline(readFileSync(path.join(folder, file), 'utf8'), file, {});
      const written = found.issues
        .filter((issue) => issue.severity === 'error')
        .map(({ location, message, hint }) => `${location.line}:${location.column} ${message} | ${hint}`);
      expect(written).toEqual(errors);
      if (found.status === 'valid') {
        expect(new Set(found.sync.mappings.map((element) => element.kind)).size).toBe(kinds);
      }
    },
  );
});
