import { expect, it } from 'vitest';
import { isKeptFloat, parseKeepingFloats } from '../../src/json-floats.ts';
import { compileTransform, recordFromText } from '../../src/mapping/transforms.ts';

it('keeps a float without a fraction through parsing and printing', () => {
  const text = '{"a":1.0,"b":1,"c":[2.50,3.00,1e2],"d":"x 1.0"}';
  expect(JSON.stringify(parseKeepingFloats(text))).toBe('{"a":1.0,"b":1,"c":[2.5,3.00,1e2],"d":"x 1.0"}');
  expect(isKeptFloat((parseKeepingFloats(text) as { a: unknown }).a)).toBe(true);
});

it('prints a source’s 1.0 in a template as Python does, and gives everyone else a plain number', () => {
  const record = recordFromText('{"u_height":1.0,"position":3,"rack":{"units":[42.0]}}');
  expect(record.u_height).toBe(1);
  const render = (expression: string) => compileTransform({ field: 'out', expression }).apply(record).out;
  expect(render('{{ u_height }}U at {{ position }}')).toBe('1.0U at 3');
  expect(render('{{ rack.units[0] ~ "" }}x')).toBe('42.0x');
  expect(render('{{ u_height | int }}U')).toBe('1U');
});
