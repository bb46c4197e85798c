/** Fails a run in which a project had no test: an empty folder or a misspelt suffix must not look like success. */
export default class EveryProjectRuns {
  #ran = new Map();

  onRunStart() {}

  onTestResult(test, result) {
    const name = test.context.config.displayName?.name ?? '';
    this.#ran.set(name, (this.#ran.get(name) ?? 0) + result.numPassingTests + result.numFailingTests);
  }

  onRunComplete(contexts) {
    for (const { config } of contexts) this.#ran.set(config.displayName?.name, this.#ran.get(config.displayName?.name) ?? 0);
  }

  getLastError() {
    const expected = ['unit', 'architecture', 'integration', 'faults', 'e2e', 'browser'];
    const empty = expected.filter((name) => !this.#ran.get(name));
    if (empty.length > 0) return new Error(`no test ran in: ${empty.join(', ')}`);
    return undefined;
  }
}
