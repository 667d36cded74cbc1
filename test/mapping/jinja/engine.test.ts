import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileTemplate,
  JinjaError,
  JinjaRuntimeError,
  JinjaSyntaxError,
  JinjaUnsupported,
  PyFloat,
  toJson,
  variables,
} from '../../../src/mapping/jinja/engine.ts';

describe('a runaway template', () => {
  it.each([
    "{{ 'a' * 10 ** 9 }}x",
    '{{ range(10 ** 9) | list | length }}',
    '{{ range(10 ** 9) | sum }}',
    '{{ 10 ** (10 ** 10) }}',
    "{{ 'x'.ljust(10 ** 12) }}",
    "{{ 'x' | center(10 ** 9) }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '{:999999999}'.format(1) }}",
    '{% for i in range(10 ** 9) %}{{ i }}{% endfor %}',
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    "{% set ns = namespace(s='aaaaaaaaaa') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
  ])('is refused: %s', (template) => {
    expect(() => compileTemplate(template).render({})).toThrow(JinjaUnsupported);
  });
});

describe('a template that nests too deeply', () => {
  it('is refused', () => {
    const template = `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`;
    expect(() => compileTemplate(template)).toThrow(JinjaUnsupported);
  });
});

describe('an error', () => {
  it('is one of the template when jinja2 does not compile it', () => {
    expect(() => compileTemplate('{{ name | nosuch }}')).toThrow(JinjaSyntaxError);
    expect(() => compileTemplate('{{ name ')).toThrow(JinjaSyntaxError);
  });

  it('is one of the rendering when jinja2 raises, and names the variable', () => {
    const template = compileTemplate('{{ device.nam.lower() }}');
    expect(() => template.render({ device: {} })).toThrow(JinjaRuntimeError);
    expect(() => template.render({ device: {} })).toThrow("has no attribute 'nam'");
  });

  it('is a refusal when a template changes the record', () => {
    const record = { tags: ['a'] };
    expect(() => compileTemplate("{{ tags.append('b') }}").render(record)).toThrow(JinjaUnsupported);
    expect(record).toEqual({ tags: ['a'] });
  });

  it('is a refusal for chance, unless a source of it is given', () => {
    expect(() => compileTemplate('{{ [1, 2] | random }}').render({})).toThrow(JinjaUnsupported);
    expect(compileTemplate('{{ [1, 2] | random }}', { random: () => 0.9 }).render({})).toBe(2);
  });

  it('is a refusal when the order of an object is lost', () => {
    const record = { o: JSON.parse('{"b": 1, "1": 2}') };
    expect(() => compileTemplate('{{ o | list }}').render(record)).toThrow(JinjaUnsupported);
    expect(compileTemplate("{{ o['1'] }}").render(record)).toBe(2);
  });
});

describe('what a template reads', () => {
  it.each([
    ['{{ device.name.lower() }}', ['device.name']],
    ["{{ device['site']['slug'] ~ name[0] }}", ['device.site.slug', 'name']],
    ['{% for i in tags %}{{ i.slug }}{{ loop.index }}{% endfor %}', ['tags']],
    ['{% set name = name.lower() %}{{ name }}{{ role }}', ['name', 'role']],
    ['{% if a %}{% set b = 1 %}{% endif %}{{ b }}', ['a', 'b']],
    ['{{ range(3) | list }}{{ d[key] }}', ['d', 'key']],
    ['{{ x | default(y) if z is divisibleby(w) else v }}', ['v', 'w', 'x', 'y', 'z']],
    ['{% macro m(p) %}{{ p }}{{ q }}{% endmacro %}{{ m(r) }}', ['q', 'r']],
    ['plain', []],
  ])('%s', (template, paths) => {
    expect(variables(compileTemplate(template))).toEqual(paths);
  });
});

describe('values', () => {
  it('keep floats apart from integers', () => {
    expect(compileTemplate('{{ h ~ "U" }}').render({ h: new PyFloat(2) })).toBe('2.0U');
    expect(compileTemplate('{{ h ~ "U" }}').render({ h: 2 })).toBe('2U');
    expect(compileTemplate('{{ 4 / 2 }}').render({})).toEqual(new PyFloat(2));
    expect(toJson(compileTemplate('{{ 4 / 2 }}').render({}))).toBe(2);
  });

  it('never come from what JavaScript objects inherit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'length', 'map'),
        (name) => {
          const context = { o: { a: 1 } };
          expect(compileTemplate(`{{ o['${name}'] is defined }}`).render(context)).toBe(false);
          expect(compileTemplate(`{{ ${name} is defined }}`).render(context)).toBe(false);
        },
      ),
    );
  });

  it('of text that is no literal are the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = compileTemplate('{{ t }}x').render({ t: `=${text}` });
        expect(value).toBe(`=${text}x`);
      }),
    );
  });

  it('or an error, and nothing else, come of any text for a template', () => {
    const pieces = [
      '{{',
      '}}',
      '{%',
      '%}',
      ' x ',
      '|',
      '.',
      '(',
      ')',
      '[',
      ']',
      "'a'",
      '1',
      'if',
      'for',
      'in',
      '+',
      '-',
      '{#',
      'set',
      '=',
      'is',
      'not',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        try {
          compileTemplate(parts.join('')).render({ x: 'y' });
        } catch (error) {
          expect(error).toBeInstanceOf(JinjaError);
        }
      }),
    );
  });
});
