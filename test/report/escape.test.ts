import { describe, expect, it } from 'vitest';
import {
  cellCode,
  clip,
  codeBlock,
  codeSpan,
  commentMarker,
  htmlCode,
  link,
  sentence,
  visible,
} from '../../src/report/escape.ts';

describe('code', () => {
  it('has a longer run of backticks around than inside', () => {
    expect(codeSpan('a')).toBe('`a`');
    expect(codeSpan('a``b`c')).toBe('```a``b`c```');
    expect(codeSpan('`a')).toBe('`` `a ``');
    expect(codeSpan('')).toBe('(empty)');
    expect(codeBlock('diff', ['+ ```', '- ````'])).toBe('`````diff\n+ ```\n- ````\n`````');
  });

  it('keeps white space at its ends, which CommonMark would strip from both', () => {
    expect(codeSpan(' a ')).toBe('`  a  `');
    expect(codeSpan('  ')).toBe('`  `');
  });

  it('writes a bar in a table cell so that it does not end the cell', () => {
    expect(cellCode('a|b')).toBe('`a\\|b`');
    expect(cellCode('a\\|b')).toBe('`a\\u005c\\|b`');
  });

  it('is HTML in a summary, where Markdown does not reach', () => {
    expect(htmlCode('<b>&"@x\n')).toBe('<code>&lt;b&gt;&amp;&quot;@x\\n</code>');
  });
});

describe('sentence', () => {
  it('keeps plain words and puts everything else into code', () => {
    expect(sentence('The record 10.0.0.1/24 of @team (site "atl01") has no VRF.')).toBe(
      'The record `10.0.0.1/24` of `@team` (site `"atl01")` has no VRF.',
    );
    expect(sentence('Nothing to see here, for 12 reasons: re-read it.')).toBe(
      'Nothing to see here, for 12 reasons: re-read it.',
    );
  });

  it('leaves the full stop outside of the code', () => {
    expect(sentence('See config.yml:4:2.')).toBe('See `config.yml:4:2`.');
    expect(sentence('Did you mean "fields"?')).toBe('Did you mean `"fields"`?');
  });

  it('takes what may be a commit for code', () => {
    expect(sentence('at deadbeef or 1234567')).toBe('at `deadbeef` or `1234567`');
  });

  it('is one line and has an end', () => {
    expect(sentence('one\n\n# two')).toBe('one `#` two');
    expect(sentence('word '.repeat(10), 12)).toBe('word word `w…`');
  });
});

describe('visible', () => {
  it('shows what cannot be seen or turns the text around', () => {
    expect(visible('a\u202eb\u200bc\nd\u001b[1m\ud800\u{e0041}')).toBe(
      'a\\u202eb\\u200bc\\nd\\u001b[1m\\ud800\\u{e0041}',
    );
  });

  it('leaves letters of all languages and emoji alone', () => {
    expect(visible('Zürich 東京 עברית 🚀')).toBe('Zürich 東京 עברית 🚀');
  });
});

describe('clip', () => {
  it('never cuts a character in half', () => {
    expect(clip('🚀🚀🚀', 4)).toBe('🚀…');
    expect(clip('abc', 3)).toBe('abc');
  });
});

describe('link', () => {
  it('cannot be ended by its address', () => {
    expect(link('run', 'https://h/a)b](c "d')).toBe('[run](https://h/a%29b%5D%28c%20%22d)');
  });

  it('is only words when the address is not of the web', () => {
    expect(link('run', 'javascript:alert(1)')).toBe('run');
    expect(link('run', 'no address')).toBe('run');
  });
});

describe('the marker of a comment', () => {
  it('has an ordinary name as it is and cannot be ended by another', () => {
    expect(commentMarker('from-netbox')).toBe('<!-- infrahub-sync:from-netbox -->');
    expect(commentMarker('a --> b')).toBe('<!-- infrahub-sync:a%20--%3E%20b -->');
    expect(commentMarker('\ud800')).toBe('<!-- infrahub-sync:%EF%BF%BD -->');
  });
});
