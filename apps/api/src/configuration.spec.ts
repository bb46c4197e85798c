import { describe, expect, it } from '@jest/globals';
import { ConfigurationFault, readConfiguration } from './configuration.js';

const COMPLETE = {
  PUBLIC_URL: 'https://zeitnah.example', DATABASE_URL: 'postgres://a@h/d', REPORT_DATABASE_URL: 'postgres://a@h/d', AUDIT_DATABASE_URL: 'postgres://a@h/d',
  KEYSTORE_URL: 'postgres://a@h/k', KEYSTORE_ROOT_KEY: Buffer.alloc(32).toString('base64'), QUEUE_URL: 'redis://h',
};
const linesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigurationFault ? error.lines : ['another error'];
  }
};

describe('the configuration', () => {
  it('is complete with seven keys, and safe in what it leaves open', () => {
    expect(readConfiguration(COMPLETE)).toMatchObject({ cookieSecure: true, port: 3000, trustProxy: [], session: { idleMinutes: 15, absoluteHours: 10 }, metricsPort: null });
  });

  it('tells every missing or wrong key at once, one line each, without its value', () => {
    const lines = linesOf({ PORT: 'http', DATABASE_URL: 'mysql://root:secret@h', COOKIE_SECURE: 'no', KEYSTORE_ROOT_KEY: 'c2hvcnQ=' });
    expect(lines.map((line) => line.split(':')[0])).toEqual(['PUBLIC_URL', 'COOKIE_SECURE', 'PORT', 'DATABASE_URL', 'REPORT_DATABASE_URL', 'AUDIT_DATABASE_URL', 'KEYSTORE_URL', 'KEYSTORE_ROOT_KEY', 'QUEUE_URL']);
    expect(lines.join()).not.toMatch(/secret|c2hvcnQ/);
  });

  it('takes a cookie without HTTPS on this machine only', () => {
    expect(linesOf({ ...COMPLETE, COOKIE_SECURE: 'false' })).toEqual(['COOKIE_SECURE: may be false only when PUBLIC_URL is on localhost']);
    for (const url of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000']) expect(linesOf({ ...COMPLETE, COOKIE_SECURE: 'false', PUBLIC_URL: url })).toEqual([]);
  });
});
