import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with the counts on one line, and lists what was skipped and why. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.state() === 'failed' && module.children.size === 0) failed++;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed++;
        else if (result.state === 'failed') failed++;
        else skipped.push(`${test.fullName}${'note' in result && result.note ? `: ${result.note}` : ''}`);
      }
    }
    const lines = skipped.map((name) => `skipped: ${name}`);
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    process.stdout.write(`\n${[...lines, `${passed} passed, ${failed} failed${tail}`].join('\n')}\n`);
  }
}
