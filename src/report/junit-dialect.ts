/** Which readers a JUnit file is written for. */
export type JunitDialect = 'common' | 'jenkins' | 'ant';

/** What a dialect's readers accept. Attributes not listed are left out; the order of a list is the order in the file. */
export interface DialectRules {
  readonly root: readonly string[];
  readonly suite: readonly string[];
  readonly testcase: readonly string[];
  /** `flakyFailure`, `rerunFailure` and their likes. */
  readonly hasReruns: boolean;
  /** Output belongs to a testcase, or to the suite as a whole. */
  readonly outputIn: 'testcase' | 'suite';
  /** Whether a timestamp says that it is UTC. */
  readonly hasZone: boolean;
}

const SUITE = ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp', 'hostname'];
const TESTCASE = ['name', 'classname', 'time'];

/**
 * `common`: what GitLab, GitHub actions, Azure, CircleCI and Buildkite read together; no schema has all of it.
 * `jenkins`: holds jenkins-xunit-junit-10.xsd of the xUnit plugin. `ant`: holds JUnit.xsd of Windy Road.
 */
export const dialects: Readonly<Record<JunitDialect, DialectRules>> = {
  common: {
    root: ['name', 'tests', 'failures', 'errors', 'skipped', 'time'],
    suite: [...SUITE, 'file'],
    testcase: [...TESTCASE, 'file', 'line'],
    hasReruns: true,
    outputIn: 'testcase',
    hasZone: true,
  },
  jenkins: {
    root: ['name', 'tests', 'failures', 'errors', 'time'],
    suite: [...SUITE, 'file'],
    testcase: TESTCASE,
    hasReruns: true,
    outputIn: 'testcase',
    hasZone: true,
  },
  ant: {
    root: [],
    suite: ['id', 'package', ...SUITE],
    testcase: TESTCASE,
    hasReruns: false,
    outputIn: 'suite',
    hasZone: false,
  },
};
