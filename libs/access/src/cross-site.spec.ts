import { describe, expect, it } from '@jest/globals';
import { refuseCrossSite } from './cross-site.js';

const ask = (origin: string | undefined, secFetchSite: string | undefined, method = 'POST') => () =>
  refuseCrossSite({ method, origin, secFetchSite, host: 'zeitnah.example' }, 'https://zeitnah.example');

describe('a change', () => {
  it('is taken from our own pages and from programs that are no browser', () => {
    for (const [origin, site] of [['https://zeitnah.example', 'same-origin'], [undefined, 'none'], [undefined, undefined], ['http://zeitnah.example', undefined]] as const) {
      expect(ask(origin, site)).not.toThrow();
    }
  });

  it('is refused from any other page', () => {
    for (const [origin, site] of [['https://zeitnah.example.evil.example', undefined], ['null', undefined], [undefined, 'cross-site'], ['https://zeitnah.example', 'same-site'], ['', undefined]] as const) {
      expect(ask(origin, site)).toThrow('cross_site');
    }
  });

  it('is what is asked about: reading is free', () => {
    expect(ask('https://evil.example', 'cross-site', 'GET')).not.toThrow();
  });
});
